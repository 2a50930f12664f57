import { describe, expect, it } from "vitest";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import { SizedPrograms } from "../../../model/training/sizedPrograms.js";
import { noiseDataset } from "../../support/tinyNetwork.js";

const dataset = noiseDataset(100, 20);

function programsOf(changes: Partial<RunConfig>): SizedPrograms {
  return new SizedPrograms({ ...defaultRunConfig("recommended"), ...changes }, dataset);
}

describe("the programs of a run whose images grow", () => {
  it("have one state, and cost what their size does", () => {
    const programs = programsOf({ epochs: 20 });
    const spans = programs.spans();
    expect(spans.map(({ size }) => size)).toEqual([32, 48, 64, 96].map((side) => [side, side]));
    const [first, ...others] = spans.map(({ size }) => programs.at(size).state);
    for (const other of others) expect(other).toEqual(first);
    const costs = spans.map(({ multiplyAdds }) => multiplyAdds);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  });

  it("cost the recommended recipe no more than ten epochs of its last size", () => {
    const { epochs } = defaultRunConfig("recommended");
    const spans = programsOf({}).spans();
    const last = spans.at(-1)!;
    const cost = spans.reduce(
      (sum, each) => sum + (each.last - each.first + 1) * each.multiplyAdds,
      0,
    );
    const perEpoch = (last.last / epochs) * last.multiplyAdds;
    expect(cost / perEpoch).toBeLessThan(10);
  });

  it("are refused where a dense layer has other weights for another size", () => {
    const programs = programsOf({ network: "vgg11", firstSizes: [{ size: [64, 64], share: 0.5 }] });
    expect(() => programs.spans()).toThrow("has other weights for images of 64×64");
  });

  it("are refused where the network cannot take a size", () => {
    const narrow = programsOf({ network: "nin", firstSizes: [{ size: [8, 8], share: 0.5 }] });
    expect(() => narrow.spans()).toThrow("cannot take an input of");
  });
});
