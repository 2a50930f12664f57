import { ruleOf } from "../options/rules.js";
import type { RunConfig } from "./config.js";
import { runConfigSchema } from "./configSchema.js";
import { options } from "./options.js";
import { UsageError } from "../messages/userError.js";
import { says } from "../messages/message.js";

/** `batchSize` to "batch size". */
function inWords(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The configuration, or a UsageError that names the first value that cannot be used, and what could. */
export function checkRunConfig(candidate: Readonly<Record<keyof RunConfig, unknown>>): RunConfig {
  const result = runConfigSchema.safeParse(candidate);
  if (result.success) return result.data;
  // SAFETY: the schema is strict and its candidate complete, so that an issue begins at a key.
  const field = result.error.issues[0]?.path[0] as keyof RunConfig;
  throw new UsageError(
    says("The {0} {1} cannot be used.", inWords(field), inMessage(candidate[field])),
    ruleOf(options[field]),
    "",
  );
}

function inMessage(value: unknown): string {
  // As JSON, infinity would be null.
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
