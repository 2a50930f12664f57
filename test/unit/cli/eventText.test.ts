import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { describeEvent } from "../../../model/cli/runText/eventText.js";
import { createReporter } from "../../../model/cli/runText/reporter.js";
import type { RunEvent, RunEventOf } from "../../../model/run/events.js";
import { startedEvent } from "../../support/startedEvent.js";

const finished = (loss: number | null): RunEvent => ({
  kind: "finished",
  time: 0,
  reason: "completed",
  summary: {
    ...{ steps: 4690, epochs: 10, loss, trainAccuracy: 0.9117, testAccuracy: 0.8871 },
    ...{ examplesPerSecond: 128.44, examplesPerSecondOverall: 96.2, seconds: 3725 },
  },
});

const step = (number: number, loss: number): RunEventOf<"step"> => ({
  ...{ kind: "step", time: 0, step: number, epoch: 1, loss, accuracy: 0.5 },
  ...{ learningRate: 0.1, examplesPerSecond: 50, secondsLeft: 65 },
});

describe("describeEvent", () => {
  it("labels what the summary of a run tells", () => {
    expect(describeEvent(finished(0.24149), "r")).toBe(
      "Done  4690 steps  loss 0.241 (mean of the last epoch)  train accuracy 0.912  " +
        "test accuracy 0.887  128 examples/s in training  96.2 with all else  1 h 2 min",
    );
  });

  it("calls a loss lost that is no longer one, and writes none where there is none", () => {
    expect(describeEvent(finished(1_700_000), "r")).toContain("  loss lost (mean of");
    expect(describeEvent(finished(null), "r")).toContain("  loss – (mean of");
    const evaluation = { kind: "evaluation", time: 0, step: 1, epoch: 1, trainLoss: 1e9 } as const;
    const rest = { loss: 1e9, accuracy: 0.1, trainAccuracy: 0.1, examplesPerSecond: 1 };
    expect(describeEvent({ ...evaluation, ...rest }, "r")).toMatch(
      /train loss lost {2}.*test loss 1.0e9/u,
    );
  });

  it.each([
    [0, "30 steps; the first also warms up."],
    [3, "Going on after step 3 of 30."],
    [30, "All steps that were asked for are done: the run has taken 30."],
    [31, "All steps that were asked for are done: the run has taken 31."],
  ])("says how much is to be done after step %i", (resumedFrom, text) => {
    expect(describeEvent(startedEvent(resumedFrom), "r")?.split("\n")).toContain(text);
  });

  it("says what a faster engine takes", () => {
    const started = startedEvent();
    const faster = { id: "tensorflow", title: "TensorFlow", device: "a processor" };
    const text = describeEvent({ ...started, engine: { ...started.engine, faster } }, "r");
    expect(text).toContain("TensorFlow on a processor would be clearly faster: googlenet setup");
    expect(describeEvent(started, "r")).not.toContain("faster:");
  });
});

describe("the lines of a run", () => {
  let lines: string[];
  beforeEach(() => {
    lines = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      lines.push(...String(text).trim().split("\n"));
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("tell the first step of this process, then every fiftieth, with the mean of those before", () => {
    const report = createReporter(false, "r");
    report(startedEvent(20));
    for (let number = 21; number <= 120; number++) report(step(number, number % 2 === 0 ? 1 : 3));
    expect(lines.filter((line) => line.startsWith("step"))).toEqual([
      "step 21  epoch 1  loss 3.000  accuracy 0.500  50.0 examples/s  1 min 5 s left",
      "step 50  epoch 1  loss 2.000  accuracy 0.500  50.0 examples/s  1 min 5 s left",
      "step 100  epoch 1  loss 2.000  accuracy 0.500  50.0 examples/s  1 min 5 s left",
    ]);
    expect(lines).toContain("Loss and accuracy are means of the last 50 steps.");
  });
});
