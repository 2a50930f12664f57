import type { Command } from "commander";
import { defaultMachine, type MachineSettings } from "../machine/machineSettings.js";
import { UsageError } from "../messages/userError.js";

/** The options of `addMachineOptions` as they were typed. */
export interface MachineOptions {
  readonly threads?: string;
  readonly xla?: boolean;
  readonly memoryGrowth?: boolean;
}

const most = 1024;

export function addMachineOptions(command: Command): Command {
  return command
    .option("--threads <n>", "processor threads that compute (default: all)")
    .option("--xla", "let TensorFlow compile its graphs with XLA; for GPUs")
    .option("--no-memory-growth", "let TensorFlow take all of a GPU's memory at the start");
}

/** Throws a UsageError for a number of threads that cannot be. */
export function machineOf({ threads, xla, memoryGrowth }: MachineOptions): MachineSettings {
  return {
    threads: threads === undefined ? defaultMachine.threads : threadsOf(threads),
    xla: xla ?? defaultMachine.xla,
    memoryGrowth: memoryGrowth ?? defaultMachine.memoryGrowth,
  };
}

function threadsOf(text: string): number {
  const count = /^\d+$/u.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new UsageError(
    `The number of threads "${text}" cannot be used.`,
    "It must be a whole number from 1 to 1,024.",
    "Leave it out for all threads of the machine.",
  );
}
