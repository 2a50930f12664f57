import { describe, expect, it } from "vitest";
import { flagOf, readTyped } from "../../../model/cli/trainingOptions.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";

function typedSize({ size, share }: RunConfig["firstSizes"][number]): string {
  return `${size.join("x")}:${share}`;
}

describe("readTyped", () => {
  it("reads what a configuration would be typed as", () => {
    const config: RunConfig = {
      ...defaultRunConfig(),
      ...{ maxSteps: 12, inputSize: [64, 96], augment: ["flip", "erase"] },
      firstSizes: [
        { size: [32, 32], share: 0.5 },
        { size: [48, 64], share: 0.25 },
      ],
    };
    const { inputSize, firstSizes, ...others } = config;
    const typed = {
      ...{ inputSize: inputSize.join("x"), firstSizes: firstSizes.map(typedSize).join(",") },
      ...Object.fromEntries(
        Object.entries(others).map(([key, value]) => [key, String(value ?? "none")]),
      ),
    };
    expect(readTyped(typed)).toEqual(config);
  });

  it("leaves out what was not typed, and what is no part of a configuration", () => {
    const options = { seed: "7", json: true };
    expect(readTyped(options)).toEqual({ seed: 7 });
  });

  it.each([
    ["96", [96, 96]],
    ["64x96", [64, 96]],
    ["64X96", [64, 96]],
    ["64×96", [64, 96]],
    ["64x", "64x"],
    ["1x2x3", "1x2x3"],
    ["big", "big"],
  ])("reads the input size %j as %j", (text, size) => {
    expect(readTyped({ inputSize: text })).toEqual({ inputSize: size });
  });
});

describe("flagOf", () => {
  it("is written in lower case with hyphens", () => {
    expect(flagOf("batchSize")).toBe("--batch-size");
    expect(flagOf("seed")).toBe("--seed");
  });
});
