import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { restartWith } from "../../../extension/runs/restart.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { createRunParts, type RunParts } from "./fakeParts.js";
import { window } from "./fakeVscode.js";

let parts: RunParts;

afterEach(() => parts.close());

describe("restartWith", () => {
  beforeEach(() => {
    window.showWarningMessage.mockReset();
  });

  it("starts a run with the shown run's configuration and the changes", async () => {
    parts = await createRunParts("complete");
    await parts.controller.start({ ...defaultRunConfig(), batchSize: 16 });
    await parts.untilIdle();
    await restartWith({ learningRate: 0.01, seed: 3 }, parts.controller);
    expect(parts.controller.shownConfig()).toMatchObject({
      ...{ batchSize: 16, learningRate: 0.01, seed: 3 },
    });
    expect(window.showWarningMessage).not.toHaveBeenCalled();
  });

  it("leaves a run alone that the person wants to go on", async () => {
    parts = await createRunParts("endless");
    await parts.controller.start(defaultRunConfig());
    const runId = parts.controller.activeRunId();
    window.showWarningMessage.mockResolvedValue(undefined);
    await restartWith({ seed: 3 }, parts.controller);
    expect(parts.controller.activeRunId()).toBe(runId);
  });

  it("ends the run that is going on with its checkpoint, then starts the other", async () => {
    parts = await createRunParts("endless");
    await parts.controller.start(defaultRunConfig());
    await parts.untilPhase("training");
    const runId = parts.controller.activeRunId();
    window.showWarningMessage.mockResolvedValue("Stop and Restart");
    await restartWith({ seed: 3 }, parts.controller);
    expect(parts.controller.activeRunId()).not.toBe(runId);
    expect(parts.controller.shownConfig()?.seed).toBe(3);
  });

  it("starts the other also where the run ended while the question was open", async () => {
    parts = await createRunParts("endless");
    await parts.controller.start(defaultRunConfig());
    await parts.untilPhase("training");
    window.showWarningMessage.mockImplementationOnce(async () => {
      await parts.controller.stop();
      await parts.untilIdle();
      return "Stop and Restart";
    });
    await restartWith({ seed: 3 }, parts.controller);
    expect(parts.controller.activeRunId()).not.toBeNull();
    expect(parts.controller.shownConfig()?.seed).toBe(3);
  });

  it("says so where there is no run to start again", async () => {
    parts = await createRunParts("complete");
    await expect(restartWith({ seed: 3 }, parts.controller)).rejects.toThrow(
      "There is no run to start again.",
    );
  });
});
