import { describe, expect, it } from "vitest";
import { parseLaunchArguments, UsageError } from "../../../extension/launch/arguments.js";

describe("parseLaunchArguments", () => {
  it("takes nothing from an empty command line, so that the recipe decides", () => {
    expect(parseLaunchArguments([])).toEqual({ help: false, train: {} });
  });

  it("takes each option under the name of the run's configuration", () => {
    const { train } = parseLaunchArguments([
      ...["--max-steps", "30", "--batch-size=64", "--learning-rate", "0.05", "--seed", "7"],
      ...["--epochs", "2", "--engine", "wasm", "--precision", "mixed_bfloat16"],
    ]);
    expect(train).toEqual({
      ...{ maxSteps: 30, batchSize: 64, learningRate: 0.05, seed: 7, epochs: 2 },
      ...{ engine: "wasm", precision: "mixed_bfloat16" },
    });
  });

  it.each([
    ["--batch-size", "0"],
    ["--learning-rate", "-1"],
    ["--learning-rate", "abc"],
    ["--max-steps", ""],
    ["--epochs", "1.5"],
    ["--precision", "float8"],
    ["--recipe", "none"],
  ])("refuses %s %s in one line that names the option", (option, value) => {
    const parse = (): unknown => parseLaunchArguments([`${option}=${value}`]);
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(new RegExp(`^${option}: .+\\.$`, "u"));
  });

  it("refuses an unknown option", () => {
    expect(() => parseLaunchArguments(["--colour"])).toThrow(/--colour/u);
  });
});
