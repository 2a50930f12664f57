import { defaultRunConfig, type RecipeId, type RunConfig } from "../run/config.js";
import { chapterRuns } from "./chapterRuns.js";
import { decisiveSettings } from "./decisiveSettings.js";
import { differencesOf, recordedSpans, type Span } from "./track.js";

/** What runs of a recipe ended with on the test set. */
export interface ExpectedAccuracy {
  readonly span: Span;
  /** How many runs it is of. */
  readonly runs: number;
}

/**
 * Test accuracies at the end of recorded runs of the other recipes, each with its seed from 1 on: two cores
 * of an Intel Xeon, mixed_bfloat16, 2026-11-29.
 */
const recordedEnds: { readonly [K in RecipeId]?: readonly number[] } = {
  quick: [0.8753, 0.8827, 0.8748],
};

/** Null where no run of this kind was recorded: nothing is promised then. */
export function expectedAccuracy(config: RunConfig): ExpectedAccuracy | null {
  const ends = recordedEnds[config.recipe];
  if (ends !== undefined && isRecipe(config)) {
    return { span: [Math.min(...ends), Math.max(...ends)], runs: ends.length };
  }
  if (config.maxSteps !== null || differencesOf(config).length > 0) return null;
  const spans = recordedSpans(config.epochs);
  return spans === null ? null : { span: spans.testAccuracy, runs: chapterRuns.length };
}

/** Whether it is the recipe, whatever was changed of what decides nothing. */
function isRecipe(config: RunConfig): boolean {
  const values = defaultRunConfig(config.recipe);
  return decisiveSettings.every(
    (key) => JSON.stringify(config[key]) === JSON.stringify(values[key]),
  );
}
