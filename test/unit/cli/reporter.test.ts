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

  it("puts a message in the bar's place", () => {
    report({ kind: "log", time, level: "warning", message: "Take care." });
    expect(written.join("")).toContain(`${wiped}Take care.\n`);
  });
});
