import os from "node:os";
import process from "node:process";

/** Bytes of main memory that this process may have. */
export interface Memory {
  readonly total: number;
  readonly free: number;
}

/** The most of main memory that this process has held. */
export function peakBytesSoFar(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** Of the machine, or of the container where that has less. */
export function memoryHere(): Memory {
  // 0, or more than there is, where nothing bounds the process.
  const bound = process.constrainedMemory() || Infinity;
  const total = Math.min(os.totalmem(), bound);
  return { total, free: Math.min(os.freemem(), total) };
}
