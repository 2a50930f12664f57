import { parseArgs, type ParseArgsConfig } from "node:util";
import { networks } from "../../model/network/index.js";
import { checkRunConfig } from "../../model/run/checkConfig.js";
import { defaultRunConfig, precisions, recipeIds, type RunConfig } from "../../model/run/config.js";
import { scheduleIds } from "../../model/run/schedules.js";
import { messageOf, UsageError } from "../../model/run/userError.js";
import type { TrainOverrides } from "./workspace.js";

export interface LaunchArguments {
  readonly help: boolean;
  readonly train: TrainOverrides;
}

interface TrainOption {
  readonly key: keyof RunConfig;
  /** What is typed behind it: an id, a name, or a number where it is `N` or `X`. */
  readonly value: "ID" | "NAME" | "N" | "X";
  readonly help: string;
}

const networkIds = networks.map(({ id }) => id);

const trainOptions: Readonly<Record<string, TrainOption>> = {
  network: { key: "network", value: "ID", help: `what to train: ${oneOf(networkIds)}` },
  recipe: { key: "recipe", value: "ID", help: `other defaults: ${oneOf(recipeIds)}` },
  engine: { key: "engine", value: "ID", help: "auto, or an engine's id" },
  precision: { key: "precision", value: "NAME", help: oneOf(precisions) },
  epochs: { key: "epochs", value: "N", help: "how often the training set is seen" },
  "max-steps": { key: "maxSteps", value: "N", help: "end the run early, for a trial" },
  "batch-size": { key: "batchSize", value: "N", help: "examples in a step" },
  "learning-rate": { key: "learningRate", value: "X", help: "of the gradient descent" },
  schedule: {
    key: "schedule",
    value: "NAME",
    help: `the rate over the run: ${oneOf(scheduleIds)}`,
  },
  seed: { key: "seed", value: "N", help: "the same seed gives the same run" },
};

export const usage = `npm start -- [options]
Sets everything up, opens VS Code with the explorer, and begins a run. Ctrl-C stops all of it.
${Object.entries(trainOptions)
  .map(([name, { value, help }]) => `  ${`--${name} ${value}`.padEnd(21)} ${help}\n`)
  .join("")}`;

const options: NonNullable<ParseArgsConfig["options"]> = {
  help: { type: "boolean", short: "h" },
  ...Object.fromEntries(Object.keys(trainOptions).map((name) => [name, { type: "string" }])),
};

/** Throws a `UsageError` that names the option. */
export function parseLaunchArguments(commandLine: readonly string[]): LaunchArguments {
  const values = readOptions(commandLine);
  const given = Object.entries(trainOptions).flatMap(([name, option]) => {
    const text = values[name];
    return typeof text === "string" ? [checked(name, option, text)] : [];
  });
  return { help: values["help"] === true, train: Object.assign({}, ...given) as TrainOverrides };
}

function readOptions(commandLine: readonly string[]): Record<string, unknown> {
  try {
    return parseArgs({ args: [...commandLine], options, strict: true }).values;
  } catch (error) {
    throw new UsageError(messageOf(error), "", "");
  }
}

function checked(name: string, { key, value }: TrainOption, text: string): TrainOverrides {
  const isNumber = value === "N" || value === "X";
  try {
    const typed = { [key]: isNumber ? toNumber(text) : text };
    return { [key]: checkRunConfig({ ...defaultRunConfig(), ...typed })[key] };
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`--${name}: ${error.message}`, "", "");
    throw error;
  }
}

/** The number, or the text itself where it is none, for the message to show. */
function toNumber(text: string): number | string {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? text : number;
}

function oneOf(choices: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(choices);
}
