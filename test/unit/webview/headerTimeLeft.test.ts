import { describe, expect, it } from "vitest";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { headerNumbersOf } from "../../../webview/header/headerNumbers.js";
import { inOnePiece } from "../../../webview/words/unbroken.js";
import { recordedRun } from "../../support/recordedRun.js";

const at = (steps: number): RunState => recordedRun({ steps }).reduce(reduce, initialRunState);
const factOf = (run: RunState, id: string): string | undefined =>
  headerNumbersOf(run).facts.find((fact) => fact.id === id)?.value;

describe("the time left", () => {
  it("tells about how long it takes until some steps have shown it", () => {
    const expecting = (steps: number, resumedFrom = 0): RunState => {
      const run = at(steps);
      return { ...run, started: { ...run.started!, resumedFrom, expectedSeconds: 10_087 } };
    };
    expect(factOf(expecting(0), "left")).toBe(`≈ ${inOnePiece("2 h 48 min")}`);
    expect(factOf(expecting(2), "left")).toBe(`≈ ${inOnePiece("2 h 48 min")}`);
    expect(factOf(expecting(3), "left")).toBe(factOf(at(3), "left"));
    expect(factOf(expecting(230, 228), "left")).toBe(`≈ ${inOnePiece("2 h 48 min")}`);
    expect(factOf({ ...expecting(0), phase: "failed" }, "left")).toBe("–");
  });

  it("corrects what was expected where the first steps show it a fifth off", () => {
    const expecting = (steps: number, expectedSeconds: number): RunState => {
      const run = at(steps);
      return { ...run, started: { ...run.started!, expectedSeconds } };
    };
    // Steps of 0.4 s, of which there are a thousand.
    const mark = (steps: number, expected: number): string | undefined =>
      factOf(expecting(steps, expected), "left")?.match(/[↑↓]/u)?.[0];
    expect([mark(9, 100), mark(10, 100), mark(230, 100)]).toEqual([undefined, "↑", "↑"]);
    expect([mark(10, 350), mark(10, 400), mark(10, 470)]).toEqual([...Array<undefined>(3)]);
    expect(mark(10, 600)).toBe("↓");
    const { facts } = headerNumbersOf(expecting(230, 100));
    expect(facts.find(({ id }) => id === "left")?.hint).toBe(
      `Time left. By its first steps the run takes ${inOnePiece("6 min 40 s")} in all, not ${inOnePiece("1 min 40 s")} as was expected before`,
    );
  });
});
