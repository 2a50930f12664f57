import type { EngineReport } from "../../trainer/protocol.js";
import { evaluationBatch } from "../../program/memory.js";
import { UserError } from "../../run/userError.js";
import type { Engine, Environment, SessionOptions } from "../engine.js";
import { TensorFlow } from "./binding.js";
import { cpuName, gpuNames } from "./device.js";
import { libraryEnvironment } from "./libraryEnvironment.js";
import { measureMatrixMultiply } from "./matrixMultiply.js";
import { openSession } from "./session.js";
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
    if ("reason" in runtime) {
      return {
        ...identity,
        available: false,
        version: "",
        device: "",
        deviceKind: null,
        ...runtime,
      };
    }
    return { ...identity, ...(await describeDevice(runtime)) };
  },

  open(environment, options) {
    return withLibrary(environment, options, (library) => openSession(library, options));
  },

  measureMatrixMultiply(environment) {
    const large = { batchSize: Infinity, precision: "float32" } as const;
    return withLibrary(environment, large, measureMatrixMultiply);
  },
};

function find({ rootDirectory, python }: Environment): ReturnType<typeof findRuntime> {
  return findRuntime({ rootDirectory, python, signal: new AbortController().signal });
}

async function describeDevice(
  runtime: TensorFlowRuntime,
): Promise<Omit<EngineReport, "id" | "title">> {
  const [gpu] = await gpuNames();
  const usesGpu = runtime.cuda && gpu !== undefined;
  const unused = gpu !== undefined && !runtime.cuda;
  return {
    available: true,
    version: runtime.version,
    device: usesGpu ? gpu : cpuName(),
    deviceKind: usesGpu ? "gpu" : "cpu",
    reason: unused
      ? `Its library (${runtime.origin}) is built for the CPU, so the ${gpu} is not used.`
      : `Its library (${runtime.origin}) is ready.`,
    action: unused ? "Install the CUDA build: googlenet setup --cuda." : "",
  };
}

async function withLibrary<T>(
  environment: Environment,
  work: Pick<SessionOptions, "batchSize" | "precision">,
  use: (library: TensorFlow) => Promise<T>,
): Promise<T> {
  const runtime = await find(environment);
  if ("reason" in runtime) {
    const { reason, action } = runtime;
    throw new UserError("TensorFlow cannot be used here.", reason, action, { remedy: "setup" });
  }
  const library = await load(
    runtime,
    libraryEnvironment(environment.machine, { ...work, usesGpu: runtime.cuda }),
  );
  try {
    return await use(library);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      "TensorFlow could not be started.",
      error instanceof Error ? error.message : String(error),
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
      error instanceof Error ? error.message : String(error),
      "Install the runtime again: googlenet setup --engine tensorflow.",
      { cause: error, remedy: "setup" },
    );
  }
}
