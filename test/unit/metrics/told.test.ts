import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeRun } from "../../../extension/launch/describeRun.js";
import { statusText } from "../../../extension/views/statusBar.js";
import { metrics } from "../../../model/metrics/index.js";
import { numberOrLost } from "../../../model/cli/runText/runNumbers.js";
import { isLost, stepsAveraged, toldOf } from "../../../model/metrics/told.js";
import { testLoss } from "../../../model/metrics/testLoss.js";
import { trainLoss } from "../../../model/metrics/trainLoss.js";
import type { RunEvent } from "../../../model/run/events.js";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { StepHistory } from "../../../model/run/stepHistory.js";
import { chartReadingOf } from "../../../webview/charts/chartReading.js";
import { charts } from "../../../webview/charts/index.js";
import { headerNumbersOf } from "../../../webview/header/headerNumbers.js";
import { chartRunsOf } from "../../../webview/runs/pastRuns.js";
import { recordedRun } from "../../support/recordedRun.js";

const atWork = recordedRun({ steps: 230 }).reduce(reduce, initialRunState);

const end: RunEvent = {
  kind: "finished",
  time: 0,
  reason: "maxSteps",
  summary: {
    steps: 230,
    epochs: 2,
    loss: 0.4567,
    trainAccuracy: 0.8123,
    testAccuracy: 0.7654,
    examplesPerSecond: 171.2,
    examplesPerSecondOverall: 160,
    seconds: 99,
  },
};

function withLosses(losses: readonly number[]): RunState {
  const first = atWork.steps.at(0)!;
  const steps = losses.map((loss, index) => ({ ...first, step: index + 1, loss }));
  return { ...atWork, steps: StepHistory.of(steps), evaluations: [] };
}

/** What each place says of a run's numbers, by metric. */
function told(run: RunState): Readonly<Record<"header" | "curves", Record<string, string>>> {
  const ids: Readonly<Record<string, string>> = {
    loss: "trainLoss",
    train: "trainAccuracy",
    test: "testAccuracy",
    speed: "examplesPerSecond",
  };
  const header = headerNumbersOf(run).facts.flatMap(({ id, value }) =>
    ids[id] === undefined ? [] : [[ids[id], value] as const],
  );
  const drawn = chartRunsOf(run, [], []);
  const curves = charts
    .flatMap((spec) => chartReadingOf(spec, drawn, { crosshair: null, steps: [0, 9], hidden: [] }))
    .flatMap(({ legend }) => legend.map(({ id, values }) => [id, values[0]?.text ?? ""] as const))
    .filter(([id]) => id !== "testLoss");
  return { header: Object.fromEntries(header), curves: Object.fromEntries(curves) };
}

describe("a number that is told of a run", () => {
  it("is one number in the header, at the curves, in the status bar and in the terminal", () => {
    for (const run of [atWork, reduce(atWork, end), withLosses([2.3, 1e6])]) {
      const { header, curves } = told(run);
      expect(curves).toEqual(header);
      expect(statusText(run)).toContain(`loss ${header["trainLoss"]!}`);
      expect(describeRun(run)).toContain(`loss ${header["trainLoss"]!}`);
      expect(describeRun(run)).toContain(`${header["examplesPerSecond"]!} examples/s`);
    }
  });

  it("is the summary's once the run has ended", () => {
    expect(told(reduce(atWork, end)).header).toEqual({
      trainLoss: "0.457",
      trainAccuracy: "0.812",
      testAccuracy: "0.765",
      examplesPerSecond: "171",
    });
  });

  it("is a mean where one batch says little, and says so", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 90, noNaN: true }), { minLength: 1 }),
        (all) => {
          const last = all.slice(-stepsAveraged);
          const mean = last.reduce((sum, loss) => sum + loss, 0) / last.length;
          const { value, of } = toldOf(trainLoss, withLosses(all));
          expect(value).toBeCloseTo(mean, 9);
          expect(of).toBe("steps");
        },
      ),
    );
    const hints = headerNumbersOf(atWork).facts.map(({ hint }) => hint);
    expect(hints).toContain("Training loss, mean of the last 50 steps");
    const after = headerNumbersOf(reduce(atWork, end)).facts.map(({ hint }) => hint);
    expect(after).toContain("Training loss at the end: mean of the last epoch");
  });

  it("says of which steps the curves' numbers are", () => {
    const captionOf = (run: RunState, crosshair: number | null): string =>
      chartReadingOf(charts[0]!, chartRunsOf(run, [], []), {
        ...{ crosshair, steps: [0, 230], hidden: [] },
      }).caption;
    expect(captionOf(initialRunState, null)).toBe("");
    expect(captionOf(atWork, null)).toBe("mean of the last 50 steps");
    expect(captionOf(atWork, 40)).toBe("at step 40");
    expect(captionOf(reduce(atWork, end), null)).toBe("at the end");
  });
});

describe("a loss that is lost", () => {
  it("is a word in every place, and a number where it is read at its step", () => {
    const run = { ...withLosses([0.3, 10, 138, 1.7e6]), phase: "failed" as const };
    const { header, curves } = told(run);
    expect([header["trainLoss"], curves["trainLoss"]]).toEqual(["lost", "lost"]);
    expect(statusText(run)).toBe("$(error) GoogLeNet: Failed, loss lost");
    const { legend } = chartReadingOf(charts[0]!, chartRunsOf(run, [], []), {
      ...{ crosshair: 4, steps: [0, 4], hidden: [] },
    });
    expect(legend[0]?.values[0]?.text).toBe("1.7e6");
  });

  it("is none of a test, which may be large in a sound run, and is told as a number of any size", () => {
    const told = [62.0374, 335.6515, 9999.4, 31_234, 1.7e30];
    expect(told.map((value) => numberOrLost(testLoss, value))).toEqual([
      ...["62.037", "335.651", "9999.400", "3.1e4", "1.7e30"],
    ]);
    expect(numberOrLost(testLoss, Infinity)).toBe("lost");
  });

  it("is one that gives the right class a probability below float32's smallest", () => {
    expect(isLost(trainLoss, -Math.log(2 ** -149) - 0.01)).toBe(false);
    expect(isLost(trainLoss, -Math.log(2 ** -149) + 0.01)).toBe(true);
    for (const metric of metrics) {
      expect(isLost(metric, NaN)).toBe(true);
      expect(isLost(metric, 31_234)).toBe(metric === trainLoss);
    }
  });
});
