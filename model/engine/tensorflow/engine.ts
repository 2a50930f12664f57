import type { EngineReport } from "../../trainer/protocol.js";
import { evaluationBatch } from "../../program/memory.js";
import { messageOf, UserError } from "../../run/userError.js";
import type { Engine, Environment, SessionOptions } from "../engine.js";
import { TensorFlow } from "./binding.js";
import { cpuName, gpuNames } from "./device.js";
import { libraryEnvironment } from "./libraryEnvironment.js";
import { measureMatrixMultiply } from "./matrixMultiply.js";
import { openSession } from "./session.js";
import { namedOrigin } from "./setup/library.js";
import { typicalRateOf, upgradeOf } from "./upgrade.js";
import { findRuntime, type TensorFlowRuntime } from "./setup/runtime.js";
import { forgetRuntimeFolder } from "./setup/runtimeFolder.js";

/** More at once are not evaluated faster. */
const mostEvaluated = 500;

const identity = { id: "tensorflow", title: "TensorFlow" } as const;

/** Google's TensorFlow library, run by tfjs-node's binding: one graph a step, on NVIDIA GPU or CPU. */
export const tensorflow: Engine = {
  ...identity,
  evaluationBatch: ({ program, batchSize }) =>
    Math.min(mostEvaluated, evaluationBatch(program, batchSize)),

  async report(environment) {
    const runtime = await find(environment);
    const gpus = await gpuNames(environment.signal);
    const upgrade = await upgradeOf(runtime, gpus[0], environment);
    const after = upgrade === undefined ? {} : { upgrade };
    if ("reason" in runtime) {
      const nothing = { available: false, version: "", device: "", deviceKind: null };
      return { ...identity, ...nothing, ...runtime, ...after };
    }
    return { ...identity, ...describeDevice(runtime, gpus, environment), ...after };
  },

  open(environment, options) {
    return withLibrary(environment, options, (library, gpu) => {
      // Where the driver does not do, the library falls back to the processor.
      const { machine } = environment;
      const name = library.usesGpu ? (gpu ?? "NVIDIA GPU") : cpuName(machine);
      return openSession(library, options, { name, xla: machine.xla });
    });
  },

  measureMatrixMultiply(environment) {
    const large = { batchSize: Infinity, precision: "float32" } as const;
    return withLibrary(environment, large, measureMatrixMultiply);
  },
};

function find({ rootDirectory, python, signal }: Environment): ReturnType<typeof findRuntime> {
  return findRuntime({ rootDirectory, python, signal: signal ?? new AbortController().signal });
}

/** The GPU that the library computes on, as far as can be told before it is loaded; undefined for the processor. */
function gpuOf({ cuda }: TensorFlowRuntime, [first]: readonly string[]): string | undefined {
  return cuda ? first : undefined;
}

function describeDevice(
  runtime: TensorFlowRuntime,
  gpus: readonly string[],
  environment: Environment,
): Omit<EngineReport, "id" | "title"> {
  const gpu = gpuOf(runtime, gpus);
  const deviceKind = gpu === undefined ? "cpu" : "gpu";
  const [unused] = gpu === undefined ? gpus : [];
  return {
    available: true,
    version: runtime.version,
    device: gpu ?? cpuName(environment.machine),
    deviceKind,
    typicalRate: typicalRateOf(deviceKind, environment),
    reason:
      unused === undefined
        ? `Its library (${runtime.origin}) is ready.`
        : `Its library (${runtime.origin}) is built for the CPU, so the ${unused} is not used.`,
    action: unused !== undefined ? toUseCuda(runtime) : "",
  };
}

function toUseCuda({ origin }: TensorFlowRuntime): string {
  return origin === namedOrigin
    ? `Name a CUDA build in ${namedOrigin}, or unset it and run: googlenet setup --cuda.`
    : "Install the CUDA build: googlenet setup --cuda.";
}

async function withLibrary<T>(
  environment: Environment,
  work: Pick<SessionOptions, "batchSize" | "precision">,
  use: (library: TensorFlow, gpu: string | undefined) => Promise<T>,
): Promise<T> {
  const runtime = await find(environment);
  if ("reason" in runtime) {
    const { reason, action, remedy } = runtime;
    throw new UserError("TensorFlow cannot be used here.", reason, action, { remedy });
  }
  const gpu = gpuOf(runtime, await gpuNames(environment.signal));
  const library = await load(
    runtime,
    libraryEnvironment(environment.machine, { ...work, usesGpu: gpu !== undefined }),
  );
  try {
    return await use(library, gpu);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      "TensorFlow could not be started.",
      messageOf(error),
      "Look at the log, or choose another engine.",
      { cause: error, remedy: "engine" },
    );
  }
}

async function load(
  { bindingPath }: TensorFlowRuntime,
  environment: ReturnType<typeof libraryEnvironment>,
): Promise<TensorFlow> {
  try {
    return TensorFlow.load(bindingPath, environment);
  } catch (error) {
    await forgetRuntimeFolder(bindingPath);
    throw new UserError(
      "TensorFlow's library or its binding is damaged.",
      messageOf(error),
      "Install the runtime again: googlenet setup --engine tensorflow.",
      { cause: error, remedy: "setup" },
    );
  }
}
