import type { EngineReport } from "../../model/trainer/protocol.js";
import { trainerUnavailable } from "../errors.js";
import { readPythonPath } from "../settings.js";
import type { LaunchTrainer } from "./trainerProcess.js";

// Looking for a GPU loads native libraries, which may take long the first time.
const timeoutMs = 60_000;

/** Asks a trainer of its own which engines can be used here. */
export async function describeEngines(launch: LaunchTrainer): Promise<readonly EngineReport[]> {
  const trainer = launch({ onEvents: () => undefined, onSetupProgress: () => undefined });
  const timer = setTimeout(() => void trainer.stop(), timeoutMs);
  try {
    return await trainer.api.engines(readPythonPath());
  } catch (error) {
    throw trainerUnavailable(error);
  } finally {
    clearTimeout(timer);
    void trainer.stop();
  }
}
