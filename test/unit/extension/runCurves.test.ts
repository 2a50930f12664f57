import { describe, expect, it } from "vitest";
import { curvesOf, thin } from "../../../extension/runs/runCurves.js";
import { evaluation, failed, started, step } from "./events.js";

function lines(events: readonly object[]): string {
  return events.map((event) => JSON.stringify(event)).join("\n");
}

describe("curvesOf", () => {
  it("has what a run's curves need", () => {
    const curves = curvesOf("run", lines([started(), step(1), step(2), evaluation(1)]));
    expect(curves).toMatchObject({ id: "run", title: "googlenet, chapter, WASM, seed 1" });
    expect(curves?.config.batchSize).toBe(128);
    expect(curves?.steps.map((point) => point.step)).toEqual([1, 2]);
    expect(curves?.evaluations[0]).toMatchObject({ step: 469, accuracy: 0.8 });
  });

  it("is null for a run that never began", () => {
    expect(curvesOf("run", lines([failed()]))).toBeNull();
  });
});

describe("thin", () => {
  const long = Array.from({ length: 10_000 }, (_, index) => ({
    ...step(index + 1),
    loss: index === 4321 ? 99 : 2 - index / 10_000,
  }));

  it("keeps the order, the ends and every peak of a long run", () => {
    const kept = thin(long, 200);
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept.length).toBeGreaterThan(150);
    expect(kept.map((point) => point.step)).toEqual(
      kept.map((point) => point.step).toSorted((a, b) => a - b),
    );
    expect(kept[0]?.step).toBe(1);
    expect(kept.at(-1)?.step).toBe(10_000);
    expect(kept.some((point) => point.loss === 99)).toBe(true);
  });

  it("leaves a short run as it is", () => {
    expect(thin(long.slice(0, 100), 200)).toHaveLength(100);
  });
});
