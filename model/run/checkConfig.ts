import { precisions, recipeIds, runConfigSchema, type RunConfig } from "./config.js";
import { scheduleIds } from "./schedules.js";
import { UsageError } from "../messages/userError.js";

/** What a value may be, in the words of a message; empty where that is a registry's to say. */
export const configRules: { readonly [K in keyof RunConfig]: string } = {
  network: "",
  dataset: "",
  engine: "",
  precision: `It must be ${precisions.join(" or ")}.`,
  recipe: `It must be ${recipeIds.join(" or ")}.`,
  epochs: "It must be a whole number from 1 to 10,000.",
  maxSteps: "It must be a whole number of 1 or more.",
  batchSize: "It must be a whole number from 1 to 8,192.",
  learningRate: "It must be a number above 0, at most 1,000; the chapter uses 0.1.",
  schedule: `It must be ${scheduleIds.join(" or ")}.`,
  seed: "It must be a whole number from 0 to 4,294,967,295.",
  inputSize: "Height and width must be whole numbers from 1 to 1,024.",
  statisticsEvery: "It must be a whole number of steps, 0 for never.",
  histogramsEvery: "It must be a whole number of steps, 0 for never.",
  timingsEvery: "It must be a whole number of steps, 0 for never.",
  checkpointEvery: "It must be a whole number of steps, 0 for only after an epoch.",
};

/** `batchSize` to "batch size". */
function inWords(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The configuration, or a UsageError that names the first value that cannot be used, and what could. */
export function checkRunConfig(candidate: Readonly<Record<keyof RunConfig, unknown>>): RunConfig {
  const result = runConfigSchema.safeParse(candidate);
  if (result.success) return result.data;
  const field = result.error.issues[0]?.path[0] as keyof RunConfig;
  throw new UsageError(
    `The ${inWords(field)} ${inMessage(candidate[field])} cannot be used.`,
    configRules[field],
    "",
  );
}

function inMessage(value: unknown): string {
  // As JSON, infinity would be null.
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
