import { englishOf } from "../messages/translate.js";
import { defaultRunConfig, recipeIds, type RecipeId } from "../run/config.js";
import { recipeKeysInEffect } from "../run/recipeValues.js";
import { toldOption } from "../run/toldOption.js";

/** What each recipe is, in full. */
export function recipesText(): string {
  const width = Math.max(...recipeIds.map((id) => id.length));
  const lines = recipeIds.map((id) => `  ${id.padEnd(width)}  ${valuesOf(id)}`);
  return ["Recipes:", ...lines].join("\n");
}

function valuesOf(recipe: RecipeId): string {
  const config = defaultRunConfig(recipe);
  return recipeKeysInEffect(config)
    .map((key) => englishOf(toldOption(key, config)))
    .join(", ");
}
