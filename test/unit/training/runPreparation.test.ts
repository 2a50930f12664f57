import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { RunControl } from "../../../model/training/control.js";
import { stopped, WasmRuns } from "./wasmRuns.js";

const runs = new WasmRuns();

describe("a run that is stopped while it is prepared", () => {
  it("has taken no step where it is new", async () => {
    expect((await runs.run({ control: stopped() })).at(-1)).toMatchObject({
      kind: "finished",
      reason: "stopped",
      summary: { steps: 0, epochs: 0, loss: null, seconds: 0 },
    });
  });

  it("does not wait for an engine that is looked for", async () => {
    const python = path.join(path.dirname(runs.directory), "python");
    await writeFile(python, "#!/bin/sh\nexec sleep 60\n", { mode: 0o755 });
    const control = new RunControl();
    setTimeout(() => control.stop(), 300);
    const events = await runs.run({ control, engine: "tensorflow", python });
    expect(events.at(-1)).toMatchObject({ kind: "finished", reason: "stopped" });
  });

  it("sums up what it had done where it was to go on", async () => {
    await runs.haveEnded();
    const first = runs.ended.events.at(-1);
    const { summary } = first?.kind === "finished" ? first : { summary: null };
    expect(summary).toMatchObject({ steps: 2 });
    expect((await runs.run({ resume: true, control: stopped() })).at(-1)).toMatchObject({
      kind: "finished",
      reason: "stopped",
      summary: { steps: 2, loss: summary?.loss, trainAccuracy: summary?.trainAccuracy },
    });
  });

  it("has failed where its engine is missing, and can go on from its checkpoint", async () => {
    await runs.haveEnded();
    const rootDirectory = path.join(runs.directory, "nowhere");
    const events = await runs.run({ resume: true, rootDirectory, control: stopped() });
    expect(events.at(-1)).toMatchObject({
      kind: "failed",
      message: "The WebAssembly engine cannot be used here.",
      step: 2,
      checkpoint: "step-00000002.safetensors",
    });
  });
});
