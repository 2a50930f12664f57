import { describe, expect, it } from "vitest";
import { trainConfig } from "../../../model/cli/trainConfig.js";
import { UsageError } from "../../../model/messages/userError.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";

function begunWith(network: string): RunConfig {
  return { ...defaultRunConfig(), network, inputSize: [96, 96] };
}

describe("the input size of a run that goes on", () => {
  it("may change where the network has the same parameters at another", () => {
    for (const network of ["googlenet", "nin"]) {
      expect(trainConfig({ inputSize: "112x96" }, begunWith(network)).inputSize).toEqual([112, 96]);
    }
  });

  it.each(["alexnet", "vgg11"])("is that of the checkpoints of %s, and refused in words", (id) => {
    const goOn = (inputSize: string): RunConfig => trainConfig({ inputSize }, begunWith(id));
    expect(() => goOn("224")).toThrow(UsageError);
    expect(() => goOn("160x96")).toThrow(
      "The run cannot go on with --input-size 160×96. It was begun with --input-size 96×96, and its checkpoints are of no use with another. Leave --input-size out, or begin a new run in another folder.",
    );
    expect(goOn("96").inputSize).toEqual([96, 96]);
  });

  it("may differ as long as the maps that are read stay as large", () => {
    expect(trainConfig({ inputSize: "97" }, begunWith("vgg11")).inputSize).toEqual([97, 97]);
  });
});
