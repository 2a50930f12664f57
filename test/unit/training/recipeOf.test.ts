import { describe, expect, it } from "vitest";
import { plainDescent } from "../../../model/program/recipe.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { recipeOf } from "../../../model/training/recipeOf.js";

const chapter = defaultRunConfig();

describe("the recipe of a configuration", () => {
  it("is plain descent for the chapter's, whatever momentum it would have", () => {
    expect(recipeOf({ ...chapter, momentum: 0.5 })).toEqual(plainDescent);
  });

  it.each([
    ["momentum", { kind: "momentum", momentum: 0.8, isNesterov: false }],
    ["nesterov", { kind: "momentum", momentum: 0.8, isNesterov: true }],
    ["adamw", { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }],
  ] as const)("has the optimizer %s with its values", (optimizer, expected) => {
    const rest = { weightDecay: 0.01, labelSmoothing: 0.1, clipNorm: 2, averageOver: 500 };
    const values = { ...chapter, ...rest, optimizer, momentum: 0.8 };
    const recipe = recipeOf({ ...values, augment: ["flip"], init: "he" });
    expect(recipe).toEqual({
      ...rest,
      optimizer: expected,
      augmentation: ["flip"],
      initialization: "he",
    });
  });
});
