import { describe, expect, it } from "vitest";
import { CurveFold } from "../../../extension/runs/curveFold.js";
import { StepThinner } from "../../../extension/runs/stepThinner.js";
import type { RunEvent } from "../../../model/run/events.js";
import type { StepPoint } from "../../../model/run/stepHistory.js";
import type { RunCurves } from "../../../webview/protocol.js";
import { evaluation, failed, finished, started, step } from "./events.js";

function curvesOf(events: readonly RunEvent[]): RunCurves | null {
  const fold = new CurveFold();
  for (const event of events) fold.take(Buffer.from(JSON.stringify(event)));
  return fold.result("run");
}

const numbers = (points: readonly StepPoint[] = []): number[] => points.map((point) => point.step);

describe("CurveFold", () => {
  it("has what a run's curves need", () => {
    const curves = curvesOf([started(), step(1), step(2), evaluation(1)]);
    expect(curves).toMatchObject({ id: "run", title: "googlenet, chapter, WASM, seed 1" });
    expect(curves?.isSample).toBe(false);
    expect(curves?.startedAt).toBe(started().time);
    expect(curves?.config.batchSize).toBe(128);
    expect(numbers(curves?.steps)).toEqual([1, 2]);
    expect(curves?.evaluations[0]).toMatchObject({ step: 469, accuracy: 0.8 });
    expect(curves?.finished).toBeNull();
  });

  it("tells what a run came to, until it goes on", () => {
    const ended = [started(), step(1), finished()];
    expect(curvesOf(ended)?.finished?.summary).toEqual(finished().summary);
    expect(curvesOf([...ended, started({ resumedFrom: 1 })])?.finished).toBeNull();
  });

  it("forgets what a run that goes on from a checkpoint has lost", () => {
    const events = [started(), step(1), step(2), step(3), evaluation(1)];
    const curves = curvesOf([...events, started({ time: 9, resumedFrom: 2 }), step(3), step(4)]);
    expect(numbers(curves?.steps)).toEqual([1, 2, 3, 4]);
    expect(curves?.evaluations).toEqual([]);
    expect(curves?.startedAt).toBe(started().time);
  });

  it("is null for a run that never began", () => {
    expect(curvesOf([failed()])).toBeNull();
  });
});

describe("StepThinner", () => {
  const long = Array.from({ length: 10_000 }, (_, index) => ({
    ...step(index + 1),
    loss: index === 4321 ? 99 : 2 - index / 10_000,
  }));

  function thin(steps: readonly StepPoint[], most?: number): readonly StepPoint[] {
    const thinner = new StepThinner(most);
    for (const each of steps) thinner.add(each);
    return thinner.points();
  }

  it("keeps the order, the ends and every peak of a long run", () => {
    const kept = thin(long, 200);
    expect(kept.length).toBeLessThanOrEqual(201);
    expect(kept.length).toBeGreaterThan(90);
    expect(numbers(kept)).toEqual(numbers(kept).toSorted((a, b) => a - b));
    expect(kept[0]?.step).toBe(1);
    expect(kept.at(-1)?.step).toBe(10_000);
    expect(kept.some((point) => point.loss === 99)).toBe(true);
  });

  it("keeps the newest step though it is no peak", () => {
    const flat = long.map((point) => ({ ...point, loss: 2 }));
    expect(thin(flat, 200).at(-1)?.step).toBe(10_000);
  });

  it("leaves a short run as it is", () => {
    expect(thin(long.slice(0, 2000))).toHaveLength(2000);
  });

  it("takes a step once, and those that come again after they were dropped", () => {
    const thinner = new StepThinner(8);
    for (const each of [1, 2, 2, 1, 3, 4, 5]) thinner.add(step(each));
    thinner.dropAfter(3);
    for (const each of [4, 5]) thinner.add(step(each));
    expect(numbers(thinner.points())).toEqual([1, 2, 3, 4, 5]);
  });
});
