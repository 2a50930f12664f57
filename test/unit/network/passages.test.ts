import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { findNetwork } from "../../../model/network/index.js";
import { passageOf } from "../../../model/network/passages.js";
import { specSentence } from "../../../model/network/specSentences.js";
import { residualNetwork } from "../../support/residualNetwork.js";

describe.each([
  ["googlenet", null],
  ["googlenet-bn", null],
  ["alexnet", "8.1"],
  ["vgg11", "8.2"],
  ["nin", "8.3"],
])("what is told of %s", (id, section) => {
  const graph = buildGraph(findNetwork(id)!);

  it("is of the book's section on it", () => {
    for (const node of graph.nodes) expect(passageOf(graph, node).section, node.id).toBe(section);
  });

  it("says of each module why it is as it is, not just what it is", () => {
    const modules = graph.nodes.filter(({ kind }) => kind === "module");
    for (const node of modules) {
      expect(passageOf(graph, node).sentence, node.id).not.toEqual(specSentence(graph, node));
    }
  });
});

it("says by how much the paths of a sum are multiplied, be it more than once", () => {
  const sum = buildGraph(residualNetwork).nodes.find(({ kind }) => kind === "add")!;
  for (const factors of [
    [1, 0.3],
    [2, 1],
  ]) {
    const node = { ...sum, addition: { activation: "none", factors } as const };
    const { text, values } = specSentence(buildGraph(residualNetwork), node);
    expect(text).toMatch(/all but shortcuts times/u);
    expect(values).toEqual([factors.find((factor) => factor !== 1)]);
  }
});
