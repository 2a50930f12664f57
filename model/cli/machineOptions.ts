import type { Command } from "commander";
import { defaultMachine, type MachineSettings } from "../machine/machineSettings.js";
import { machineOptions } from "../machine/options.js";
import { idsOf, type Option } from "../options/option.js";
import { ruleOf } from "../options/rules.js";
import { UsageError } from "../messages/userError.js";
import { flagOf } from "./trainingOptions.js";

type MachineKey = keyof MachineSettings;

/** The options of `addMachineOptions` as they were typed. */
export type MachineOptions = {
  readonly [K in MachineKey]?: MachineSettings[K] extends boolean ? boolean : string;
};

export function addMachineOptions(command: Command): Command {
  for (const key of idsOf(machineOptions)) {
    command.option(usageOf(key, machineOptions[key]), machineOptions[key].help);
  }
  return command;
}

/** A switch that is on unless something else is said is turned off by its option. */
function usageOf(key: MachineKey, { is, default: usual }: Option): string {
  if (is.kind !== "switch") return `${flagOf(key)} <n>`;
  return usual === true ? `--no-${flagOf(key).slice("--".length)}` : flagOf(key);
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
  const { from, to } = machineOptions.threads.is;
  const count = /^\d+$/u.test(text) ? Number(text) : 0;
  if (count >= from && count <= to) return count;
  throw new UsageError(
    `The number of threads "${text}" cannot be used.`,
    ruleOf(machineOptions.threads),
    "Leave it out for all threads of the machine.",
  );
}
