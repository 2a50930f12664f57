import { engines } from "../engine/index.js";
import { checkRunConfig } from "../run/checkConfig.js";
import { defaultRunConfig, recipeIds, type RecipeId, type RunConfig } from "../run/config.js";
import { unknownName } from "../run/unknownName.js";
import { UsageError } from "../run/userError.js";
import { requireNetwork } from "./lookup.js";

/** The options of `train` as they were typed. */
export interface TrainOptions {
  readonly network?: string;
  readonly recipe?: string;
  readonly engine?: string;
  readonly precision?: string;
  readonly epochs?: string;
  readonly maxSteps?: string;
  readonly batchSize?: string;
  readonly learningRate?: string;
  readonly schedule?: string;
  readonly seed?: string;
  readonly statisticsEvery?: string;
  readonly histogramsEvery?: string;
  readonly timingsEvery?: string;
  readonly data?: string;
  readonly runDir?: string;
  readonly resume?: boolean;
  readonly json?: boolean;
}

const numeric = [
  "epochs",
  "maxSteps",
  "batchSize",
  "learningRate",
  "seed",
  "statisticsEvery",
  "histogramsEvery",
  "timingsEvery",
] as const;
const textual = ["network", "engine", "precision", "schedule"] as const;

/**
 * What decides what a checkpoint means, and how it is typed: the network that its weights fit, and
 * the order of the examples, in which it counts batches. Other values may change in a run.
 */
const fixedInRun = {
  network: "--network",
  recipe: "--recipe",
  batchSize: "--batch-size",
  seed: "--seed",
} as const;

/**
 * The recipe's defaults, or the recorded configuration of the run that goes on, with what was typed
 * in place. Throws a UsageError for the first value that is bad, or that the run cannot go on with.
 */
export function trainConfig(options: TrainOptions, recorded?: RunConfig): RunConfig {
  const recipe = recipeOf(options.recipe ?? recorded?.recipe ?? "chapter");
  const candidate: Record<string, unknown> = { ...(recorded ?? defaultRunConfig(recipe)), recipe };
  for (const name of textual) {
    if (options[name] !== undefined) candidate[name] = options[name];
  }
  for (const name of numeric) {
    const text = options[name];
    if (text !== undefined) candidate[name] = toNumber(text);
  }
  const config = checkRunConfig(candidate);
  requireNetwork(config.network);
  const known = [{ id: "auto" }, ...engines];
  if (!known.some(({ id }) => id === config.engine)) {
    throw unknownName("engine", config.engine, known);
  }
  if (recorded !== undefined) refuseChanges(config, recorded);
  return config;
}

function refuseChanges(config: RunConfig, recorded: RunConfig): void {
  for (const name of Object.keys(fixedInRun) as (keyof typeof fixedInRun)[]) {
    if (config[name] === recorded[name]) continue;
    const option = fixedInRun[name];
    throw new UsageError(
      `The run cannot go on with ${option} ${config[name]}.`,
      `It was begun with ${option} ${recorded[name]}, and its checkpoints are of no use with another.`,
      `Leave ${option} out, or begin a new run in another folder.`,
    );
  }
}

function recipeOf(recipe: string): RecipeId {
  const found = recipeIds.find((id) => id === recipe);
  if (found !== undefined) return found;
  throw unknownName(
    "recipe",
    recipe,
    recipeIds.map((id) => ({ id })),
  );
}

/** The number, or the text itself where it is none, for the message to show. */
function toNumber(text: string): number | string {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? text : number;
}
