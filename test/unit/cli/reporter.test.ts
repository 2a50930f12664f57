import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createReporter } from "../../../model/cli/runText/reporter.js";
import type { RunEvent } from "../../../model/run/events.js";
import { startedEvent } from "../../support/startedEvent.js";

const time = 0;
const started = startedEvent();
const failed: RunEvent = {
  kind: "failed",
  ...{ time, step: 1, message: "It failed.", reason: "", action: "" },
  ...{ remedy: null, checkpoint: null },
};
/** What takes the progress bar's line away. */
const wiped = "\r\x1b[K";

describe("the reporter on a terminal", () => {
  let written: string[];
  let report: (event: RunEvent) => void;
  beforeEach(() => {
    written = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    Object.defineProperty(process.stderr, "isTTY", { value: true, configurable: true });
    report = createReporter(false, "runs/r");
    report(started);
    written = [];
  });
  afterEach(() => {
    report(failed);
    Reflect.deleteProperty(process.stderr, "isTTY");
    vi.restoreAllMocks();
  });

  it.each<RunEvent>([
    { kind: "timings", time, step: 1, nodes: {} },
    { kind: "statistics", time, step: 1, nodes: {} },
    { kind: "histograms", time, step: 1, nodes: {} },
    { kind: "checkpoint", time, step: 1, file: "step-00000001.safetensors" },
  ])("leaves the progress bar where it is for $kind", (event) => {
    report(event);
    expect(written).toEqual([]);
  });

  it("says under the summary that nothing was learned", () => {
    const at = { epoch: 1, accuracy: 0.1, learningRate: 0.1, examplesPerSecond: 1 };
    report({ kind: "step", time, step: 1, loss: 1e31, secondsLeft: null, ...at });
    written = [];
    const summary = { steps: 1, epochs: 1, loss: 1e31, trainAccuracy: 0.1, testAccuracy: null };
    const speeds = { examplesPerSecond: 1, examplesPerSecondOverall: 1, seconds: 1 };
    report({ kind: "finished", time, reason: "completed", summary: { ...summary, ...speeds } });
    const text = "Finished without learning. The loss was lost: it grew without bound.\n";
    expect(written.join("")).toContain(`1 s\n`);
    expect(written.join("")).toContain(text);
  });

  it("puts a message in the bar's place", () => {
    report({ kind: "log", time, level: "warning", message: "Take care." });
    expect(written.join("")).toContain(`${wiped}Take care.\n`);
  });
});
