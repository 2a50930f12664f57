import type { TrainerApi } from "../../model/trainer/protocol.js";
import type { EngineCheck, EngineReport } from "../../model/machine/engineReport.js";
import { trainerUnavailable } from "../errors.js";
import { readMachineSettings } from "../settings/machineSettings.js";
import { readPythonPath } from "../settings/settings.js";
import { TrainerEnded, type LaunchTrainer } from "../trainer/trainerProcess.js";

// Looking for a GPU loads native libraries, which may take long the first time.
const timeoutMs = 60_000;
// A GPU's first step tunes its kernels.
const checkTimeoutMs = 300_000;

/** Asks a trainer of its own which engines can be used here. */
export function describeEngines(launch: LaunchTrainer): Promise<readonly EngineReport[]> {
  const machine = readMachineSettings();
  return ask(launch, timeoutMs, (api) => api.engines(readPythonPath(), machine));
}

/** Has a trainer of its own take a few steps on each engine. */
export function checkEngines(launch: LaunchTrainer): Promise<readonly EngineCheck[]> {
  return ask(launch, checkTimeoutMs, (api) => api.checkEngines(readPythonPath()));
}

async function ask<Answer>(
  launch: LaunchTrainer,
  patienceMs: number,
  question: (api: TrainerApi) => Promise<Answer>,
): Promise<Answer> {
  const trainer = launch({});
  const timer = setTimeout(() => void trainer.stop(), patienceMs);
  try {
    return await question(trainer.api);
  } catch (error) {
    throw error instanceof TrainerEnded ? trainerUnavailable(error) : error;
  } finally {
    clearTimeout(timer);
    void trainer.stop();
  }
}
