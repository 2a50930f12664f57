import type { EngineUpgrade } from "../../machine/engineReport.js";
import type { Range } from "../../machine/range.js";
import type { Environment } from "../engine.js";
import { rateOfThreads } from "../typicalRate.js";
import { cpuName, cpuSaid, threadCount } from "./device.js";
import { namedOrigin } from "./setup/library.js";
import { hostMachine } from "./setup/machine.js";
import { findPython } from "./setup/python.js";
import type { TensorFlowRuntime, Unavailable } from "./setup/runtime.js";

/** From old processors without wide vectors to new ones (two threads of a Sapphire Rapids: 49 G). */
const perThread: Range = { low: 6e9, high: 28e9 };
/** From a GPU of a laptop to one of a data center (the chapter's: 0.6 to 1 T). */
const cudaRate: Range = { low: 0.3e12, high: 4e12 };

export function typicalRateOf(kind: "cpu" | "gpu", { machine }: Environment): Range {
  return kind === "gpu" ? cudaRate : rateOfThreads(perThread, threadCount(machine));
}

/** What the set-up would make of a TensorFlow here; undefined where it changes nothing or cannot work. */
export async function upgradeOf(
  runtime: Unavailable | Pick<TensorFlowRuntime, "cuda" | "origin">,
  gpu: string | undefined,
  environment: Environment,
): Promise<EngineUpgrade | undefined> {
  const isMissing = "reason" in runtime;
  const canChange = isMissing ? runtime.remedy === "setup" : runtime.origin !== namedOrigin;
  const unused = isMissing || !runtime.cuda ? gpu : undefined;
  const cuda = unused !== undefined && hasCudaBuild();
  if (!canChange || !(isMissing || cuda) || !(await canFetch(environment))) return undefined;
  return cuda
    ? { device: unused, typicalRate: typicalRateOf("gpu", environment), cuda }
    : {
        device: cpuName(environment.machine),
        deviceSaid: cpuSaid(environment.machine),
        typicalRate: typicalRateOf("cpu", environment),
        cuda,
      };
}

function hasCudaBuild(): boolean {
  return process.platform === "linux" && process.arch === "x64";
}

/** pip fetches the library. */
async function canFetch({ python, signal }: Environment): Promise<boolean> {
  const anyTime = signal ?? new AbortController().signal;
  const found = await findPython(python, hostMachine(), anyTime).catch(() => {
    signal?.throwIfAborted();
    return undefined;
  });
  return found?.pip === true;
}
