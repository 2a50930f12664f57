import path from "node:path";
import * as z from "zod";
import { toCount } from "./countOption.js";
import type { TypedOptions } from "../trainingOptions.js";

/** Parts of the schemas by which commands read what was typed. */

/** `--json`, and any other option that is there or not. */
export const flag = z.boolean().default(false);

/** A folder with the data set's files; empty for the usual places. */
export const dataFolder = z.string().default("");

/** A run's folder, wherever it is typed. */
export const runFolder = z.string().transform((folder) => path.resolve(folder));

/** What an option counts, from 1 up. */
export function counted(option: string): z.ZodType<number> {
  return z.string().transform((text) => toCount(option, text));
}

/** The options of `addTrainingOptions` for these values, unread. */
export function typedTraining<Key extends keyof TypedOptions>(
  keys: readonly Key[],
): Readonly<Record<Key, z.ZodOptional<z.ZodString>>> {
  const entries = keys.map((key) => [key, z.string().optional()]);
  // SAFETY: the entries have these keys and these values.
  return Object.fromEntries(entries) as Record<Key, z.ZodOptional<z.ZodString>>;
}

/** The options of `addMachineOptions`, unread. */
export const typedMachine = {
  threads: z.string().exactOptional(),
  xla: z.boolean().exactOptional(),
  memoryGrowth: z.boolean().exactOptional(),
};
