import { describe, expect, it } from "vitest";
import { nodeOf } from "../../../model/network/family.js";
import { buildGraph } from "../../../model/network/graph.js";
import { specSentence } from "../../../model/network/specSentences.js";
import type { BlockSpec, NetworkSpec, StageSpec } from "../../../model/network/spec.js";
import { mergeSiblings } from "../../../model/program/mergeSiblings.js";
import { buildProgram } from "../../../model/program/build.js";
import type { Reference } from "../../../model/engine/reference/reference.js";
import { blockSpec } from "../../support/blockSpec.js";
import { residualNetwork } from "../../support/residualNetwork.js";
import { referenceOf, trainedNetwork } from "../../support/trainedNetwork.js";

const graph = buildGraph(residualNetwork);

function networkOf(stage: StageSpec): NetworkSpec {
  return { ...residualNetwork, modules: [{ name: "body", stages: [stage] }] };
}

const narrow = (filters: number): StageSpec => ({
  ...{ kind: "convolution", name: "conv", filters, kernel: 1, stride: 1, padding: 0 },
});

describe("a block whose paths are added", () => {
  it("reads what comes in on a shortcut, and keeps its shape", () => {
    const { inputs, outputShape } = nodeOf(graph, "body/shortcut/add");
    expect(inputs).toEqual(["stem/pool", "body/shortcut/path2/conv1x1"]);
    expect(outputShape).toEqual([6, 5, 5]);
    expect(nodeOf(graph, "body/shortcut/path1").outputShape).toEqual([6, 5, 5]);
  });

  it("sees as much of the image as the path that sees most", () => {
    const fieldOf = (id: string): unknown => nodeOf(graph, id).receptiveField;
    expect(fieldOf("body/shortcut/add")).toEqual(fieldOf("body/shortcut/path2/within/concat"));
  });

  it.each([
    ["body/shortcut", "{0} paths look at the same input, and their outputs are added up."],
    ["body/shortcut/path1", "Path {0} is a shortcut: what comes in goes by as it is."],
    [
      "body/shortcut/add",
      "What the paths give is added up, all but shortcuts times {0}; a ReLU follows.",
    ],
    ["body/sums/add", "What the paths give is added up, number by number."],
  ])("%s is told with: %s", (id, text) => {
    expect(specSentence(graph, nodeOf(graph, id)).text).toBe(text);
  });

  it("is refused where its paths give other shapes", () => {
    const added = (block: BlockSpec): BlockSpec => ({ ...block, join: { kind: "add" } });
    const wide = networkOf(added(blockSpec("a", [[], [narrow(3)]])));
    expect(() => buildGraph(wide)).toThrow(
      new RangeError(
        "The paths that meet at body/a/add have shapes that do not fit: 2x9x10, 3x9x10.",
      ),
    );
    const pooled: StageSpec = { kind: "maxPool", name: "pool", kernel: 2, stride: 2, padding: 0 };
    const halved = networkOf(blockSpec("a", [[narrow(3)], [pooled]]));
    expect(() => buildGraph(halved)).toThrow("body/a/concat have shapes that do not fit");
  });

  it("is refused with a scale that would turn signs", () => {
    const block: BlockSpec = {
      ...blockSpec("a", [[], [narrow(2)]]),
      join: { kind: "add", scale: 0 },
    };
    expect(() => buildGraph(networkOf(block))).toThrow("not above 0");
  });

  it("gives siblings with one gradient each its own, also where they are merged", () => {
    const network = trainedNetwork(residualNetwork);
    const merged = mergeSiblings(network.program);
    expect(merged.backward.length).not.toBe(network.program.backward.length);
    const indices = [...network.dataset.train.labels.keys()];
    const runOf = (reference: Reference, { forward, backward }: typeof merged): Reference => {
      reference.run([...forward, ...backward], indices);
      return reference;
    };
    const plain = runOf(referenceOf(network), network.program);
    const other = runOf(referenceOf({ ...network, program: merged }), merged);
    for (const { id } of network.program.parameters) {
      const expected = plain.read(`gradient/${id}`).data;
      other.read(`gradient/${id}`).data.forEach((value, index) => {
        expect(value).toBeCloseTo(expected[index] ?? NaN, 10);
      });
    }
  });

  it("is measured at its sum, of which the numbers of its paths tell nothing", () => {
    const program = buildProgram(graph, { height: 9, width: 10 });
    const measured = program.statisticsOf.map(({ node }) => node);
    expect(measured).toContain("body/shortcut/add");
    expect(measured).not.toContain("body/shortcut/path2/within/concat");
  });
});
