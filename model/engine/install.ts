import type { SetupProgress, SetupRequest } from "../machine/setup.js";
import { UsageError } from "../messages/userError.js";
import type { Environment } from "./engine.js";
import { installRuntime } from "./tensorflow/setup/runtime.js";
import { says } from "../messages/message.js";

export interface InstallSurroundings {
  readonly signal: AbortSignal;
  readonly report: (progress: SetupProgress) => void;
}

/** Installs what an engine needs and skips what is there; throws a UserError. */
export async function installEngine(
  { engine, cuda }: Pick<SetupRequest, "engine" | "cuda">,
  environment: Environment,
  surroundings: InstallSurroundings,
): Promise<void> {
  if (engine !== "tensorflow") {
    throw new UsageError(says("There is nothing to install for the engine {0}.", engine), "", "");
  }
  await installRuntime({ ...environment, ...surroundings, cuda });
}
