import { describe, expect, it } from "vitest";
import { checkRunConfig } from "../../../model/run/checkConfig.js";
import { defaultRunConfig } from "../../../model/run/config.js";

describe("checkRunConfig", () => {
  it("takes the chapter's recipe as the default", () => {
    expect(checkRunConfig(defaultRunConfig())).toMatchObject({
      network: "googlenet",
      batchSize: 128,
      learningRate: 0.1,
      epochs: 10,
      inputSize: [96, 96],
    });
  });

  it.each([
    ["batchSize", 0, /batch size 0 cannot be used.*whole number from 1/],
    ["batchSize", 1.5, /batch size 1.5/],
    ["learningRate", -1, /learning rate -1 cannot be used.*above 0/],
    ["learningRate", "abc", /learning rate "abc"/],
    ["learningRate", Infinity, /learning rate Infinity/],
    ["epochs", 0, /epochs 0/],
    ["seed", -1, /seed -1/],
    ["precision", "float8", /precision "float8".*mixed_bfloat16/],
    ["inputSize", [0, 96], /input size/],
    ["optimizer", "adam", /optimizer "adam".*adamw/],
    ["momentum", 1, /momentum 1 cannot be used.*from 0 to 0.9999/],
    ["weightDecay", -1e-4, /weight decay -0.0001 cannot be used.*from 0 to 1/],
    ["labelSmoothing", 1, /label smoothing 1 cannot be used.*from 0 to 0.9/],
    ["clipNorm", 0, /clip norm 0 cannot be used.*above 0/],
  ])("names what is wrong with %s = %s", (field, value, message) => {
    expect(() => checkRunConfig({ ...defaultRunConfig(), [field]: value })).toThrow(message);
  });
});
