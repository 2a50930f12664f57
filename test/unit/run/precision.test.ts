import { describe, expect, it } from "vitest";
import { defaultRunConfig, recipeIds } from "../../../model/run/config.js";
import { candidatePrecisions, fastestOf } from "../../../model/run/precision.js";

describe("the precisions that are worth a trial", () => {
  it("are float32 alone for the chapter, and the safe ones for the other recipes", () => {
    expect(defaultRunConfig().precision).toBe("float32");
    for (const recipe of recipeIds) {
      const candidates = candidatePrecisions(defaultRunConfig(recipe), ["mixed_bfloat16"]);
      const expected = recipe === "chapter" ? ["float32"] : ["float32", "mixed_bfloat16"];
      expect(candidates).toEqual(expected);
    }
  });
});

describe("the fastest of those that were tried", () => {
  it.each([
    [[100, 105], 0],
    [[100, 106], 1],
    [[100, 87], 0],
    [[100, 120, 110], 1],
    [[100], 0],
  ])("is another than the first where it is more than 5 %% faster: %j", (rates, place) => {
    const tried = rates.map((examplesPerSecond) => ({ examplesPerSecond }));
    expect(fastestOf(tried[0]!, tried.slice(1))).toBe(tried[place]);
  });
});
