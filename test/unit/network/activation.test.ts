import { describe, expect, it } from "vitest";
import { nodeOf } from "../../../model/network/family.js";
import { buildGraph } from "../../../model/network/graph.js";
import { isRectified } from "../../../model/network/kinds.js";
import { specSentence } from "../../../model/network/specSentences.js";
import { buildProgram } from "../../../model/program/build.js";
import { residualNetwork } from "../../support/residualNetwork.js";

const graph = buildGraph(residualNetwork);
const program = buildProgram(graph, { height: 9, width: 10 });
const withRelu = [
  "stem/conv3x3",
  "body/shortcut/path2/within/path2/conv1x1",
  "body/shortcut/path2/within/path3/conv1x1",
  "body/shortcut/add",
  "body/sums/path3/again/path2/conv3x3",
  "body/sums/path3/again/add",
  "end/dense",
];

describe("a layer whose author says what follows its sums", () => {
  it("has no bias where it is said to have none", () => {
    const { parameters, parameterSpecs } = nodeOf(graph, "stem/conv3x3");
    expect(parameterSpecs.map(({ name }) => name)).toEqual(["weight"]);
    expect(parameters).toBe(3 * 3 * 2 * 6);
    expect(program.parameters.map(({ id }) => id)).not.toContain("stem/conv3x3/bias");
  });

  it("is rectified by itself, not by its kind", () => {
    const rectified = graph.nodes.filter(isRectified).map(({ id }) => id);
    expect(rectified).toEqual(withRelu);
  });

  it("has dead channels only where a ReLU follows", () => {
    const withDead = program.statisticsOf.filter(({ dead }) => dead !== null);
    expect(withDead.map(({ node }) => node)).toEqual(withRelu);
  });

  it("may be below 0, as what is put together of it, so that its mean is of absolute values", () => {
    const isNonNegative = (id: string): boolean | undefined =>
      program.statistics.flatMap((each) =>
        each.kind === "meanAbsolute" && each.input === id ? [each.isNonNegative] : [],
      )[0];
    expect(isNonNegative("stem/pool")).toBe(true);
    expect(isNonNegative("body/shortcut/path2/within/path1/conv1x1")).toBe(false);
    expect(isNonNegative("end/dense")).toBe(true);
  });

  it.each([
    ["stem/conv3x3", "a ReLU follows."],
    ["body/shortcut/path2/within/path1/conv1x1", "no activation follows."],
    ["body/shortcut/path2/within/path2/conv3x3", "no activation follows."],
    ["end/dense", "a ReLU follows."],
    ["end/dense_2", "One score a class, each of all {0} numbers that come in."],
  ])("%s is told with: %s", (id, end) => {
    expect(specSentence(graph, nodeOf(graph, id)).text.endsWith(end)).toBe(true);
  });
});
