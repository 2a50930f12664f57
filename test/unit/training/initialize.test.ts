import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildProgram } from "../../../model/program/build.js";
import { plainDescent, type Recipe } from "../../../model/program/recipe.js";
import { initialState } from "../../../model/training/initialize.js";
import { withBatchNormalization } from "../../../model/network/withBatchNormalization.js";
import { residualNetwork } from "../../support/residualNetwork.js";

const { parameters } = buildProgram(buildGraph(googlenet), { height: 28, width: 28 });

describe("the first state", () => {
  const values = initialState(parameters, 0).tensors;

  it("draws weights evenly from ±√(6 / (fan in + fan out))", () => {
    const weight = values.get("b3/3b/path2/conv3x3/weight") ?? new Float32Array();
    const bound = Math.sqrt(6 / (9 * 128 + 9 * 192));
    const mean = weight.reduce((sum, value) => sum + value, 0) / weight.length;
    const square = weight.reduce((sum, value) => sum + value * value, 0) / weight.length;
    expect(weight.every((value) => Math.abs(value) <= bound)).toBe(true);
    expect(mean / bound).toBeCloseTo(0, 2);
    expect(square / (bound * bound)).toBeCloseTo(1 / 3, 2);
  });

  it("begins with zero biases", () => {
    expect(values.get("linear/dense/bias")).toEqual(new Float32Array(10));
  });

  it("repeats itself for a seed and differs between seeds and tensors", () => {
    const id = "b3/3a/path1/conv1x1/weight";
    expect(initialState(parameters, 0).tensors.get(id)).toEqual(values.get(id));
    expect(initialState(parameters, 1).tensors.get(id)).not.toEqual(values.get(id));
    const first = (name: string): number | undefined => values.get(name)?.[0];
    expect(first("b4/4b/path1/conv1x1/weight")).not.toBe(first("b4/4c/path1/conv1x1/weight"));
  });
});

describe("He's first weights", () => {
  const spec = { ...residualNetwork, modules: withBatchNormalization(residualNetwork.modules) };
  const tensorsBy = (initialization: Recipe["initialization"]) =>
    buildProgram(buildGraph(spec), { height: 9, width: 10 }, { ...plainDescent, initialization })
      .parameters;
  const beginOf = (initialization: Recipe["initialization"]) =>
    new Map(tensorsBy(initialization).map(({ id, initializer }) => [id, initializer]));

  it("have twice the variance where a ReLU follows", () => {
    const begin = beginOf("he");
    expect(begin.get("stem/conv3x3/weight")).toBe("heUniform");
    expect(begin.get("body/shortcut/path2/within/path1/conv1x1/weight")).toBe("lecunUniform");
    const declared = (initializer: "heUniform" | "lecunUniform") =>
      ({ id: "w", node: "n", shape: [3, 3, 20, 40], initializer }) as const;
    const varianceOf = (initializer: "heUniform" | "lecunUniform"): number => {
      const values = initialState([declared(initializer)], 3).tensors.get("w")!;
      return values.reduce((sum, value) => sum + value * value, 0) / values.length;
    };
    expect(varianceOf("heUniform") * 9 * 20).toBeCloseTo(2, 1);
    expect(varianceOf("lecunUniform") * 9 * 20).toBeCloseTo(1, 1);
  });

  it("begin a path beside a shortcut with a last scale of 0 where asked for, and no other", () => {
    const [begin, zeroed] = [beginOf("he"), beginOf("he-zero")];
    const changed = [...zeroed].filter(([id, initializer]) => initializer !== begin.get(id));
    expect(changed).toEqual([
      ["body/shortcut/path2/conv1x1/scale", "zeros"],
      ["body/sums/path3/again/path2/conv3x3/scale", "zeros"],
    ]);
  });
});
