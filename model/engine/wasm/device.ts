import os from "node:os";
import type { MachineSettings } from "../../machine/machineSettings.js";
import type { Flavor } from "./kernelFiles.js";

/** More workers than these would each get a few examples of a batch only. */
const mostWorkers = 16;

/**
 * As many workers as are asked for, else one for every thread of the processor that this process may
 * use. The same number of them always gives the same numbers; another one sums gradients in another
 * order.
 */
export function workerCount({ threads }: MachineSettings): number {
  return threads ?? Math.min(os.availableParallelism(), mostWorkers);
}

export function deviceName(workers: number, flavor: Flavor): string {
  const model = os.cpus()[0]?.model.trim() ?? os.arch();
  return `${model}, ${workers} ${workers === 1 ? "worker" : "workers"}, ${flavor}`;
}
