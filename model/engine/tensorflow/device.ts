import { execFile } from "node:child_process";
import os from "node:os";
import { promisify } from "node:util";
import type { MachineSettings } from "../../machine/machineSettings.js";
import { type Message, says } from "../../messages/message.js";
import { englishOf } from "../../messages/translate.js";

/** By these a person gives the library its threads without us, the nearer one first. */
const variables = ["TF_NUM_INTRAOP_THREADS", "OMP_NUM_THREADS"] as const;

/** What they give; undefined where they give nothing that can be used. OpenMP's may be a list, by levels. */
export function threadsGiven(environment: NodeJS.ProcessEnv): number | undefined {
  return variables
    .map((name) => Number(/^\s*(\d{1,4})\s*(?:,|$)/u.exec(environment[name] ?? "")?.[1] ?? 0))
    .find((count) => count > 0);
}

/** Read before the library is loaded, for which we set them. */
const given = threadsGiven(process.env);

/** As many as are asked for, else as the environment gives, else all that this process may use. */
export function threadCount({ threads }: MachineSettings, ofEnvironment = given): number {
  return threads ?? ofEnvironment ?? os.availableParallelism();
}

/** The processor's name and the number of its threads that compute. */
export function cpuSaid(machine: MachineSettings): Message {
  const model = os.cpus()[0]?.model.trim() ?? os.arch();
  const threads = threadCount(machine);
  return threads === 1
    ? says("{0}, {1} thread", model, threads)
    : says("{0}, {1} threads", model, threads);
}

export function cpuName(machine: MachineSettings): string {
  return englishOf(cpuSaid(machine));
}

/**
 * The names of the NVIDIA GPUs that the driver shows; empty where there is no driver. Rejects when the
 * signal is aborted.
 */
export async function gpuNames(signal: AbortSignal | undefined): Promise<readonly string[]> {
  try {
    const query = ["--query-gpu=name", "--format=csv,noheader"];
    const limits = { timeout: 5000, signal };
    const { stdout } = await promisify(execFile)("nvidia-smi", query, limits);
    return stdout
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  } catch {
    signal?.throwIfAborted();
    return [];
  }
}
