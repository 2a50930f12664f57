import { describe, expect, it } from "vitest";
import { parseLaunchArguments, usage } from "../../../extension/launch/arguments.js";
import { UsageError } from "../../../model/messages/userError.js";
import { precisions } from "../../../model/run/config.js";
import { scheduleIds } from "../../../model/run/schedules.js";

describe("parseLaunchArguments", () => {
  it("takes nothing from an empty command line, so that the recipe decides", () => {
    expect(parseLaunchArguments([])).toEqual({ help: false, train: {} });
  });

  it("takes each option under the name of the run's configuration", () => {
    const { train } = parseLaunchArguments([
      ...["--max-steps", "30", "--batch-size=64", "--learning-rate", "0.05", "--seed", "7"],
      ...["--epochs", "2", "--engine", "wasm", "--precision", "mixed_bfloat16"],
      ...["--schedule", "warmup-cosine", "--input-size", "28", "--checkpoint-every=50"],
    ]);
    expect(train).toEqual({
      ...{ maxSteps: 30, batchSize: 64, learningRate: 0.05, seed: 7, epochs: 2 },
      ...{ engine: "wasm", precision: "mixed_bfloat16", schedule: "warmup-cosine" },
      ...{ inputSize: [28, 28], checkpointEvery: 50 },
    });
  });

  it.each([
    ["--batch-size", "0", "The batch size 0 cannot be used. It must be a whole number from 1"],
    ["--learning-rate", "-1", "The learning rate -1 cannot be used. It must be a number above 0"],
    ["--learning-rate", "abc", `The learning rate "abc" cannot be used. It must be a number`],
    ["--max-steps", "", `The max steps "" cannot be used. It must be a whole number of 1 or more.`],
    ["--epochs", "1.5", "The epochs 1.5 cannot be used. It must be a whole number from 1"],
    [
      "--precision",
      "float8",
      `The precision "float8" cannot be used. It must be auto or float32 or`,
    ],
    ["--recipe", "none", `There is no recipe "none". Choose one of: chapter`],
    ["--engine", "wsam", `There is no engine "wsam". Choose one of: auto, tensorflow`],
    ["--network", "goglenet", `There is no network "goglenet". Choose one of: googlenet`],
    ["--input-size", "0", "The input size 0×0 cannot be used. Height and width must be"],
  ])("refuses %s %s in one line that says what it may be", (option, value, message) => {
    const parse = (): unknown => parseLaunchArguments([`${option}=${value}`]);
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(message);
  });

  it("has every choice in its help", () => {
    for (const choice of [...precisions, ...scheduleIds]) expect(usage).toContain(choice);
  });

  it("refuses an unknown option", () => {
    expect(() => parseLaunchArguments(["--colour"])).toThrow(/--colour/u);
  });
});
