import type { RunEvent } from "../../model/run/events.js";
import { recordedRun } from "../support/recordedRun.js";

/** The steps that it took. */
export const endedStep = 300;

const checkpoint: RunEvent = {
  ...{ kind: "checkpoint", time: 0, step: endedStep },
  file: `step-${String(endedStep).padStart(8, "0")}.safetensors`,
};
/** Somebody stopped it. */
const stopped: RunEvent = {
  ...{ kind: "finished", time: 0, reason: "stopped" },
  summary: {
    ...{ steps: endedStep, epochs: 3, seconds: 120, loss: 0.5, trainAccuracy: 0.8 },
    ...{ testAccuracy: 0.8, examplesPerSecond: 100, examplesPerSecondOverall: 90 },
  },
};

/** A run that has ended, with a checkpoint. */
export const endedRun = [...recordedRun({ steps: endedStep }), checkpoint, stopped];
