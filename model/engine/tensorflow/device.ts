import { execFile } from "node:child_process";
import os from "node:os";
import { promisify } from "node:util";
import type { MachineSettings } from "../../run/machine.js";

/** As many as are asked for, else all that this process may use. */
export function threadCount({ threads }: MachineSettings): number {
  return threads ?? os.availableParallelism();
}

/** The processor's name and the number of its threads that compute. */
export function cpuName(machine: MachineSettings): string {
  const model = os.cpus()[0]?.model.trim() ?? os.arch();
  const threads = threadCount(machine);
  return `${model}, ${threads} ${threads === 1 ? "thread" : "threads"}`;
}

/**
 * The names of the NVIDIA GPUs that the driver shows; empty where there is no driver. Rejects when the
 * signal is aborted.
 */
export async function gpuNames(signal?: AbortSignal): Promise<readonly string[]> {
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
