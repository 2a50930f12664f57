import * as z from "zod";
import { scheduleIds } from "./schedules.js";

/** Recipes by id; a recipe is a set of defaults, and every value of it can be overridden. */
export const recipes = {
  /** The chapter: SGD, lr 0.1, batch 128, 10 epochs, Xavier uniform, softmax cross-entropy. */
  chapter: { epochs: 10, batchSize: 128, learningRate: 0.1, schedule: "constant" },
  /**
   * The chapter's, with small steps at the start and towards the end: a run at a constant rate of
   * 0.1 lost its loss three quarters in (seed 0, step 3455 of 4690), where this rate is a fifth of that.
   */
  recommended: { epochs: 10, batchSize: 128, learningRate: 0.1, schedule: "warmup-cosine" },
} as const;

export type RecipeId = keyof typeof recipes;
export const recipeIds = Object.keys(recipes) as [RecipeId, ...RecipeId[]];

/**
 * What feature maps and their gradients are held in; parameters are float32 in each. float16 has a
 * narrow range, so the loss is scaled (`lossScale.ts`).
 */
export const precisions = ["float32", "mixed_bfloat16", "mixed_float16"] as const;

const positiveInteger = z.int().min(1);

/** Everything that decides a run's numbers, and nothing else. Saved in `run.json`. */
export const runConfigSchema = z.strictObject({
  network: z.string().min(1),
  recipe: z.enum(recipeIds),
  dataset: z.string().min(1),
  /** `auto` or an engine's id. */
  engine: z.string().min(1),
  precision: z.enum(precisions),
  epochs: positiveInteger.max(10_000),
  /** Ends the run early, for trials; null for none. */
  maxSteps: positiveInteger.nullable(),
  batchSize: positiveInteger.max(8192),
  /** The highest; `schedule` says what share of it each step takes. */
  learningRate: z.number().positive().max(1000),
  schedule: z.enum(scheduleIds),
  seed: z.int().min(0).max(0xffff_ffff),
  /** Images are resized to this before the first layer, [height, width]. */
  inputSize: z.tuple([positiveInteger.max(1024), positiveInteger.max(1024)]),
  /** Steps between two live statistics; 0 for none. */
  statisticsEvery: z.int().nonnegative(),
  /** Steps between two histograms of activations, weights and gradients; 0 for none. */
  histogramsEvery: z.int().nonnegative(),
  /** Steps between two timings of the layers; 0 for none. */
  timingsEvery: z.int().nonnegative(),
  /** Steps between two checkpoints; one is written after every epoch too. 0 for none between. */
  checkpointEvery: z.int().nonnegative(),
});

export type RunConfig = z.infer<typeof runConfigSchema>;

const histogramsEvery = 50;
const timingsEvery = 500;

/** A configuration as some version recorded it: fields that came later have their defaults, unknown ones are left out. */
export const recordedConfigSchema = z.object({
  ...runConfigSchema.shape,
  schedule: runConfigSchema.shape.schedule.default("constant"),
  histogramsEvery: runConfigSchema.shape.histogramsEvery.default(histogramsEvery),
  timingsEvery: runConfigSchema.shape.timingsEvery.default(timingsEvery),
});

/** The defaults of a recipe; throws nothing, since every recipe is complete. */
export function defaultRunConfig(recipe: RecipeId = "chapter"): RunConfig {
  return {
    network: "googlenet",
    recipe,
    dataset: "fashion-mnist",
    engine: "auto",
    precision: "float32",
    maxSteps: null,
    seed: 1,
    inputSize: [96, 96],
    statisticsEvery: 10,
    histogramsEvery,
    timingsEvery,
    checkpointEvery: 200,
    ...recipes[recipe],
  };
}
