import { engines } from "../engine/index.js";
import { checkRunConfig } from "../run/checkConfig.js";
import { defaultRunConfig, recipeIds, type RecipeId, type RunConfig } from "../run/config.js";
import { unknownName } from "../run/unknownName.js";
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

/** `base`, or the recipe's defaults, with what was typed in place; throws a UserError for the first bad value. */
export function trainConfig(options: TrainOptions, base?: RunConfig): RunConfig {
  const candidate: Record<string, unknown> = { ...(base ?? defaultRunConfig(recipeOf(options))) };
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
  return config;
}

function recipeOf({ recipe = "chapter" }: TrainOptions): RecipeId {
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
