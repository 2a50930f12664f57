import type { EngineReport } from "../../machine/engineReport.js";
import { evaluationBatch } from "../../program/memory.js";
import { UserError } from "../../messages/userError.js";
import type { Engine, Environment, SessionOptions } from "../engine.js";
import type { TensorFlow } from "./binding.js";
import { cpuName, cpuSaid, gpuNames } from "./device.js";
import { gpuOf, loadLibrary, makeReady, runtimeOptions } from "./loadLibrary.js";
import { measureMatrixMultiply } from "./matrixMultiply.js";
import { openSession } from "./session.js";
import { namedOrigin, originSaid } from "./setup/library.js";
import { typicalRateOf, upgradeOf } from "./upgrade.js";
import { findRuntime, type TensorFlowRuntime, type Unavailable } from "./setup/runtime.js";
import { type Message, nothing, says, verbatim } from "../../messages/message.js";
import { saidBy } from "../../messages/saidError.js";

/** More at once are not evaluated faster. */
const mostEvaluated = 500;

const identity = { id: "tensorflow", title: "TensorFlow" } as const;

/** Google's TensorFlow library, run by tfjs-node's binding: one graph a step, on NVIDIA GPU or CPU. */
export const tensorflow: Engine = {
  ...identity,
  evaluationBatch: ({ program, batchSize }) =>
    Math.min(mostEvaluated, evaluationBatch(program, batchSize)),

  async report(environment) {
    const found = await findRuntime(runtimeOptions(environment));
    const library = usableLibrary(found);
    const gpus = await gpuNames(environment.signal);
    const upgrade = await upgradeOf(library, gpus[0], environment);
    const after = upgrade === undefined ? {} : { upgrade };
    if ("reason" in library) {
      const nothing = { available: false, version: "", device: "", deviceKind: null };
      return { ...identity, ...nothing, ...library, ...after };
    }
    return { ...identity, ...describeDevice(library, gpus, environment), ...after };
  },

  async makeReady(environment) {
    await makeReady(environment);
  },

  open(environment, options) {
    return withLibrary(environment, options, (library, gpu) => {
      // Where the driver does not do, the library falls back to the processor.
      const { machine } = environment;
      const name = library.usesGpu ? verbatim(gpu ?? "NVIDIA GPU") : cpuSaid(machine);
      return openSession(library, options, { name, xla: machine.xla });
    });
  },

  measureMatrixMultiply(environment) {
    const large = { batchSize: Infinity, precision: "float32" } as const;
    return withLibrary(environment, large, measureMatrixMultiply);
  },
};

/** A library of which a runtime is made, or can be. */
interface UsableLibrary extends Pick<TensorFlowRuntime, "version" | "cuda" | "origin"> {
  readonly isMade: boolean;
}

function usableLibrary(found: TensorFlowRuntime | Unavailable): UsableLibrary | Unavailable {
  if (!("reason" in found)) return { ...found, isMade: true };
  return found.unmade === undefined ? found : { ...found.unmade, isMade: false };
}

function describeDevice(
  library: UsableLibrary,
  gpus: readonly string[],
  environment: Environment,
): Omit<EngineReport, "id" | "title"> {
  const gpu = gpuOf(library, gpus);
  const deviceKind = gpu === undefined ? "cpu" : "gpu";
  const [unused] = gpu === undefined ? gpus : [];
  return {
    available: true,
    version: library.version,
    device: gpu ?? cpuName(environment.machine),
    ...(gpu === undefined ? { deviceSaid: cpuSaid(environment.machine) } : {}),
    deviceKind,
    typicalRate: typicalRateOf(deviceKind, environment),
    otherPrecisions: ["mixed_bfloat16"],
    reason: reasonFor(library, unused),
    action: unused !== undefined ? toUseCuda(library) : nothing,
  };
}

function reasonFor({ origin, isMade }: UsableLibrary, unused: string | undefined): Message {
  if (unused !== undefined) {
    return says(
      "Its library ({0}) is built for the CPU, so the {1} is not used.",
      ...[originSaid(origin), unused],
    );
  }
  return isMade
    ? says("Its library ({0}) is ready.", originSaid(origin))
    : says(
        "Its library ({0}) is here, and its binding is made when it is first used.",
        originSaid(origin),
      );
}

function toUseCuda({ origin }: Pick<UsableLibrary, "origin">): Message {
  return origin === namedOrigin
    ? says("Name a CUDA build in {0}, or unset it and run: googlenet setup --cuda.", namedOrigin)
    : says("Install the CUDA build: googlenet setup --cuda.");
}

async function withLibrary<T>(
  environment: Environment,
  work: Pick<SessionOptions, "batchSize" | "precision">,
  use: (library: TensorFlow, gpu: string | undefined) => Promise<T>,
): Promise<T> {
  const { library, gpu } = await loadLibrary(environment, work);
  try {
    return await use(library, gpu);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      "TensorFlow could not be started.",
      saidBy(error),
      "Look at the log, or choose another engine.",
      { cause: error, remedy: "engine" },
    );
  }
}
