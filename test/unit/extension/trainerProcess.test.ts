import { describe, expect, it } from "vitest";
import type { TrainerProcess } from "../../../extension/trainer/trainerProcess.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { EventBatch } from "../../../model/run/events.js";
import type { RunRequest } from "../../../model/run/runRequest.js";
import { createLog, fakeLauncher, type Scenario } from "./fakeParts.js";
import { defaultMachine } from "../../../model/machine/machineSettings.js";

const request: RunRequest = {
  ...{ config: defaultRunConfig(), runId: "run", runDirectory: "/nowhere" },
  ...{ python: "", machine: defaultMachine, dataDirectory: "", resume: false },
};

function start(scenario: Scenario, graceMs?: number): { trainer: TrainerProcess; kinds: string[] } {
  const kinds: string[] = [];
  const onEvents = ({ events }: EventBatch): void => void kinds.push(...events.map((e) => e.kind));
  const launch = fakeLauncher(scenario, createLog(), graceMs);
  return { trainer: launch({ onEvents, onSetupProgress: () => undefined }), kinds };
}

describe("startTrainer", () => {
  it("speaks with the child and ends it", async () => {
    const { trainer, kinds } = start("complete");
    await trainer.api.train(request);
    expect(kinds).toEqual(["started", "step", "step", "step", "step", "checkpoint", "finished"]);
    expect(await trainer.stop()).toMatchObject({ code: 0, signal: null, wasStopped: true });
  });

  it("rejects what is open, and tells how the child ended, when it is killed", async () => {
    const { trainer, kinds } = start("killed");
    await expect(trainer.api.train(request)).rejects.toThrow("was ended");
    expect(await trainer.stopped).toMatchObject({ signal: "SIGKILL", wasStopped: false });
    expect(kinds).toEqual(["started", "step"]);
    await expect(trainer.api.pause()).rejects.toThrow();
  });

  it("keeps the child's last words", async () => {
    const { trainer } = start("exhausted");
    await trainer.api.train(request).catch(() => undefined);
    const { signal, lastErrors } = await trainer.stopped;
    expect(signal).toBe("SIGABRT");
    expect(lastErrors.join("\n")).toContain("std::bad_alloc");
  });

  it("kills a child that does not end by itself", async () => {
    const { trainer, kinds } = start("deaf", 300);
    void trainer.api.train(request).catch(() => undefined);
    while (kinds.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await trainer.stop()).toMatchObject({ signal: "SIGKILL", wasStopped: true });
  });

  it("hands on the error of a call", async () => {
    const { trainer } = start("refuses");
    await expect(trainer.api.train(request)).rejects.toThrow("The graph has a cycle.");
    await trainer.stop();
  });
});
