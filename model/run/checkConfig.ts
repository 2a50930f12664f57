import { ruleOf } from "../options/rules.js";
import type { RunConfig } from "./config.js";
import { runConfigSchema } from "./configSchema.js";
import { options } from "./options.js";
import { UsageError } from "../messages/userError.js";
import { says } from "../messages/message.js";
import { valueText } from "./toldOption.js";

/** `batchSize` to "batch size". */
function inWords(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The configuration, or a UsageError that names the first value that cannot be used, and what could. */
export function checkRunConfig(candidate: Readonly<Record<keyof RunConfig, unknown>>): RunConfig {
  const result = runConfigSchema.safeParse(candidate);
  if (result.success) return requireSmallerFirst(result.data);
  // SAFETY: the schema is strict and its candidate complete, so that an issue begins at a key.
  const field = result.error.issues[0]?.path[0] as keyof RunConfig;
  throw new UsageError(
    says("The {0} {1} cannot be used.", inWords(field), inMessage(candidate[field])),
    ruleOf(options[field]),
    "",
  );
}

/** Images that are larger than the last would make a run slower that is to become faster. */
function requireSmallerFirst(config: RunConfig): RunConfig {
  const { firstSizes, inputSize } = config;
  const larger = firstSizes.find(({ size }) =>
    size.some((side, axis) => side > (inputSize[axis] ?? 0)),
  );
  if (larger === undefined) return config;
  throw new UsageError(
    says("The first sizes {0} cannot be used.", valueText(firstSizes)),
    says("{0} is larger than the input size, {1}.", valueText(larger.size), valueText(inputSize)),
    "Choose smaller first sizes, or a larger input size.",
  );
}

/** As it is typed. */
function inMessage(value: unknown): string {
  // As JSON, infinity would be null.
  if (typeof value === "number") return String(value);
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  // SAFETY: of a list that holds what none does, each part is told by itself.
  const text = valueText(value as RunConfig["inputSize"]);
  return value.every((part) => typeof part === "string") ? JSON.stringify(text) : text;
}
