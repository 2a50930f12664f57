import type { Command } from "commander";
import { precisions, recipeIds, type RunConfig } from "../run/config.js";
import { scheduleIds } from "../run/schedules.js";

type ConfigKey = keyof RunConfig;

/** How a value of a run's configuration is typed. */
interface TrainingOption {
  /** What is typed behind the option; it says how the text is read. */
  readonly value: keyof typeof readers;
  readonly help: string;
}

/** In the order of a help text. */
export const trainingOptions: { readonly [K in ConfigKey]: TrainingOption } = {
  network: { value: "id", help: "what to train: see googlenet networks" },
  dataset: { value: "id", help: "what to train on" },
  recipe: { value: "id", help: `defaults for all below: ${recipeIds.join(" or ")}` },
  engine: { value: "id", help: "auto, or one of: googlenet engines" },
  precision: { value: "type", help: precisions.join(" or ") },
  epochs: { value: "n", help: "passes over the training set" },
  maxSteps: { value: "n", help: "end after so many steps" },
  batchSize: { value: "n", help: "examples a step" },
  learningRate: { value: "x", help: "the step along the gradient" },
  schedule: { value: "id", help: `the rate over the run: ${scheduleIds.join(" or ")}` },
  seed: { value: "n", help: "decides the initial weights and the order of the examples" },
  inputSize: { value: "pixels", help: "images are resized to it: a side, or HEIGHTxWIDTH" },
  statisticsEvery: { value: "n", help: "steps between two live statistics, 0 for none" },
  histogramsEvery: { value: "n", help: "steps between two histograms, 0 for none" },
  timingsEvery: { value: "n", help: "steps between two timings of the layers, 0 for none" },
  checkpointEvery: { value: "n", help: "steps between two checkpoints, 0 for after epochs only" },
};

export const configKeys = Object.keys(trainingOptions) as readonly ConfigKey[];

/** Values of a configuration as they were typed, by its keys. */
export type TypedOptions = { readonly [K in ConfigKey]?: string | undefined };

/** `batchSize` to `--batch-size`. */
export function flagOf(key: ConfigKey): string {
  return `--${key.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** `batchSize` to `--batch-size <n>`. */
export function usageOf(key: ConfigKey): string {
  return `${flagOf(key)} <${trainingOptions[key].value}>`;
}

/** The options of these values; `defaults` stand for what is not typed. */
export function addTrainingOptions(
  command: Command,
  keys: readonly ConfigKey[],
  defaults: TypedOptions = {},
): Command {
  for (const key of keys) command.option(usageOf(key), trainingOptions[key].help, defaults[key]);
  return command;
}

/** The values of what was typed, unchecked: a text that cannot be read stays as it is, for a message to show. */
export function readTyped(typed: TypedOptions): { readonly [K in ConfigKey]?: unknown } {
  return Object.fromEntries(
    configKeys.flatMap((key) => {
      const text = typed[key];
      return text === undefined ? [] : [[key, readers[trainingOptions[key].value](text)]];
    }),
  );
}

const readers = {
  id: asTyped,
  type: asTyped,
  n: readNumber,
  x: readNumber,
  pixels: readPixels,
} as const satisfies Record<string, (text: string) => unknown>;

function asTyped(text: string): string {
  return text;
}

function readNumber(text: string): number | string {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? text : number;
}

/** `96` to [96, 96], `64x96` to [64, 96]. */
function readPixels(text: string): readonly unknown[] | string {
  const [height = "", width = height, ...rest] = text.split("x");
  return rest.length > 0 ? text : [readNumber(height), readNumber(width)];
}
