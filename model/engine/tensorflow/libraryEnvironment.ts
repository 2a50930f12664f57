import type { MachineSettings } from "../../machine/machineSettings.js";
import type { SessionOptions } from "../engine.js";
import { threadCount } from "./device.js";

/** What decides how a step is best arranged. */
export interface Work extends Pick<SessionOptions, "batchSize" | "precision"> {
  readonly usesGpu: boolean;
}

/**
 * Environment variables that the library reads when it is loaded or makes its threads, which it does
 * once in a process.
 */
export interface LibraryEnvironment {
  /** Set unless a person has set the same. */
  readonly preferred: Readonly<Record<string, string>>;
  /** Set anyway: they share out the number of threads that was found and is told. */
  readonly fixed: Readonly<Record<string, string>>;
}

export function libraryEnvironment(machine: MachineSettings, work: Work): LibraryEnvironment {
  const { xla, memoryGrowth } = machine;
  const divided = divideThreads(threadCount(machine), work);
  return {
    preferred: {
      // Warnings and errors only.
      TF_CPP_MIN_LOG_LEVEL: "2",
      TF_FORCE_GPU_ALLOW_GROWTH: String(memoryGrowth),
      ...(xla ? { TF_XLA_FLAGS: "--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit" } : {}),
    },
    fixed: {
      OMP_NUM_THREADS: String(divided.withinOperation),
      TF_NUM_INTRAOP_THREADS: String(divided.withinOperation),
      TF_NUM_INTEROP_THREADS: String(divided.operations),
    },
  };
}

/** The paths of an Inception block can be computed side by side. */
const branches = 4;

/**
 * The largest batches whose operations are too small to be shared by threads. As measured on two
 * threads of Sapphire Rapids, examples/s with the operations side by side against shared ones:
 * float32 58.9 : 34.4 at batch 1, 77 : 72 at 8, 95 : 101 at 16; bfloat16 59 : 29 at 1, 153 : 137 at
 * 16, 239 : 239 at 32.
 */
const smallBatch = { float32: 8, mixed_bfloat16: 16, mixed_float16: 16 } as const;

/**
 * Into how many parts a batch is evaluated at once: while one waits for the end of an operation, the
 * other keeps the threads at work. As measured on two threads of Sapphire Rapids, examples/s in two
 * parts against one: float32 588–615 : 557, bfloat16 2249–2328 : 2107; with operations side by side,
 * as beside training batches of 1, 613 : 381 and 2572 : 1713. XLA would compile each part by itself.
 */
export function evaluationPartsOf({ usesGpu, xla }: { usesGpu: boolean; xla: boolean }): number {
  return usesGpu || xla ? 1 : 2;
}

/** How many operations run at once, and how many threads each may use. */
export function divideThreads(
  threads: number,
  { batchSize, precision, usesGpu }: Work,
): { readonly operations: number; readonly withinOperation: number } {
  const areSmall = !usesGpu && batchSize <= smallBatch[precision];
  return areSmall
    ? {
        operations: Math.min(threads, branches),
        withinOperation: Math.max(1, Math.floor(threads / branches)),
      }
    : { operations: threads, withinOperation: threads };
}
