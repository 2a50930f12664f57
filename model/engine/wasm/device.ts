import os from "node:os";

/** More workers than these would each get a few examples of a batch only. */
const mostWorkers = 16;

/** A worker for every thread of the processor that this process may use. */
export function workerCount(): number {
  return Math.min(os.availableParallelism(), mostWorkers);
}

export function deviceName(workers: number, flavor: string): string {
  const model = os.cpus()[0]?.model.trim() ?? os.arch();
  return `${model}, ${workers} ${workers === 1 ? "worker" : "workers"}, ${flavor}`;
}
