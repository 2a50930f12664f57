import path from "node:path";
import { UserError } from "../../messages/userError.js";
import type { SetupProgress } from "../../machine/setup.js";
import type { Environment } from "../engine.js";
import { TensorFlow } from "./binding.js";
import { gpuNames } from "./device.js";
import { libraryEnvironment, type Work } from "./libraryEnvironment.js";
import { lastWords, quietly } from "./quietTerminal.js";
import { isDamaged } from "./setup/libraryHashes.js";
import { hostMachine } from "./setup/machine.js";
import { loadingObstacles } from "./setup/obstacles.js";
import {
  damagedLibrary,
  readyRuntime,
  type RuntimeOptions,
  type TensorFlowRuntime,
} from "./setup/runtime.js";
import { forgetIfChanged, forgetRuntimeFolder } from "./setup/runtimeFolder.js";
import { says } from "../../messages/message.js";
import { saidBy } from "../../messages/saidError.js";

export function runtimeOptions({ rootDirectory, python, signal }: Environment): RuntimeOptions {
  return { rootDirectory, python, signal: signal ?? new AbortController().signal };
}

/** The GPU that the library computes on, as far as can be told before it is loaded; undefined for the processor. */
export function gpuOf(
  { cuda }: Pick<TensorFlowRuntime, "cuda">,
  [first]: readonly string[],
): string | undefined {
  return cuda ? first : undefined;
}

/** The runtime, whose binding is made if that is all that is missing; throws a UserError. */
export async function makeReady(environment: Environment): Promise<TensorFlowRuntime> {
  const report = ({ message }: SetupProgress) => environment.log?.(message);
  const runtime = await readyRuntime({ ...runtimeOptions(environment), report });
  if (!("reason" in runtime)) return runtime;
  const { reason, action, remedy } = runtime;
  throw new UserError("TensorFlow cannot be used here.", reason, action, { remedy });
}

/** Loads the library into this process, and names the GPU that it was loaded for; throws a UserError. */
export async function loadLibrary(
  environment: Environment,
  work: Omit<Work, "usesGpu">,
): Promise<{ readonly library: TensorFlow; readonly gpu: string | undefined }> {
  for (let isFirst = true; ; isFirst = false) {
    const runtime = await makeReady(environment);
    const gpu = gpuOf(runtime, await gpuNames(environment.signal));
    const usesGpu = gpu !== undefined;
    const variables = libraryEnvironment(environment.machine, { ...work, usesGpu });
    const notes = path.join(path.dirname(runtime.bindingPath), "loading");
    for (const words of await lastWords(notes)) {
      environment.log?.(says("An earlier process ended while TensorFlow started: {0}", words));
    }
    try {
      const listen = <T>(work: () => T): T => quietly(work, notes);
      const library = TensorFlow.load(runtime.bindingPath, variables, listen);
      return { library, gpu };
    } catch (error) {
      // Where it was changed it is made anew, once.
      if (isFirst && (await forgetIfChanged(runtime.bindingPath))) continue;
      throw await explainFailure(runtime, error);
    }
  }
}

async function explainFailure(runtime: TensorFlowRuntime, error: unknown): Promise<UserError> {
  const { bindingPath, libraryDirectory: directory, origin } = runtime;
  if (await isDamaged({ directory, origin }, hostMachine())) {
    await forgetRuntimeFolder(bindingPath);
    return damagedLibrary(error);
  }
  const obstacles = await loadingObstacles(process.env);
  return new UserError(
    "TensorFlow does not load, though its files are unchanged.",
    saidBy(error),
    obstacles === null ? says("Try again, or choose another engine.") : obstacles,
    { cause: error, remedy: "engine" },
  );
}
