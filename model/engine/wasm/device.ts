import os from "node:os";
import type { MachineSettings } from "../../machine/machineSettings.js";
import type { Flavor } from "./kernelFiles.js";
import { type Message, says } from "../../messages/message.js";

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

export function deviceSaid(workers: number, flavor: Flavor): Message {
  const model = os.cpus()[0]?.model.trim() ?? os.arch();
  return workers === 1
    ? says("{0}, {1} worker, {2}", model, workers, flavor)
    : says("{0}, {1} workers, {2}", model, workers, flavor);
}
