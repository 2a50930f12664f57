import { parseArgs, type ParseArgsConfig } from "node:util";
import { runConfigSchema } from "../../model/run/config.js";
import type { TrainOverrides } from "./workspace.js";

/** A wrong command line: the message is all that is shown, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export interface LaunchArguments {
  readonly help: boolean;
  readonly train: TrainOverrides;
}

export const usage = `npm start -- [options]
Sets everything up, opens VS Code with the explorer, and begins a run. Ctrl-C stops all of it.
  --network ID          which network to train
  --recipe ID           where the other defaults come from
  --engine ID           auto, or an engine's id
  --precision NAME      float32 or mixed_bfloat16
  --epochs N            how often the training set is seen
  --max-steps N         end the run early, for a trial
  --batch-size N        examples in a step
  --learning-rate X     of the gradient descent
  --seed N              the same seed gives the same run
`;

const textOptions = ["network", "recipe", "engine", "precision"] as const;
const numberOptions = {
  epochs: "epochs",
  "max-steps": "maxSteps",
  "batch-size": "batchSize",
  "learning-rate": "learningRate",
  seed: "seed",
} as const;

const options: NonNullable<ParseArgsConfig["options"]> = {
  help: { type: "boolean", short: "h" },
  ...Object.fromEntries(
    [...textOptions, ...Object.keys(numberOptions)].map((name) => [name, { type: "string" }]),
  ),
};

/** Throws a `UsageError` that names the option. */
export function parseLaunchArguments(commandLine: readonly string[]): LaunchArguments {
  const values = readOptions(commandLine);
  const texts = textOptions.map((name) => [name, values[name]] as const);
  const numbers = Object.entries(numberOptions).map(
    ([option, key]) => [key, toNumber(values[option])] as const,
  );
  const given = [...texts, ...numbers].filter(([, value]) => value !== undefined);
  const parsed = runConfigSchema.partial().safeParse(Object.fromEntries(given));
  if (parsed.success) return { help: values["help"] === true, train: parsed.data };
  const [issue] = parsed.error.issues;
  throw new UsageError(`--${optionOf(String(issue?.path[0]))}: ${issue?.message ?? "not valid"}.`);
}

function readOptions(commandLine: readonly string[]): Record<string, unknown> {
  try {
    return parseArgs({ args: [...commandLine], options, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function toNumber(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  return value.trim() === "" ? Number.NaN : Number(value);
}

function optionOf(key: string): string {
  return Object.entries(numberOptions).find(([, name]) => name === key)?.[0] ?? key;
}
