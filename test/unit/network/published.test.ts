import { describe, expect, it } from "vitest";
import { fittedTo } from "../../../model/network/fittedTo.js";
import { buildGraph } from "../../../model/network/graph.js";
import { networks } from "../../../model/network/index.js";
import { leastInputOf } from "../../../model/network/leastInput.js";
import { inceptionResnet } from "../../../model/network/inception-resnet/spec.js";
import { inceptionV2 } from "../../../model/network/inception-v2/spec.js";
import { inceptionV3 } from "../../../model/network/inception-v3/spec.js";
import { windowOf } from "../../../model/network/window.js";
import { parities } from "../../support/parity.js";
import { publishedForm } from "../../support/publishedForm.js";

function publishedGraph(id: string) {
  const { input, classes } = parities[id]!.published;
  const spec = publishedForm(networks.find((network) => network.id === id)!);
  return buildGraph(fittedTo(spec, { channels: input[0]!, classes }), input);
}

describe("every network", () => {
  it("was built once more in PyTorch", () => {
    expect(Object.keys(parities)).toEqual(expect.arrayContaining(networks.map(({ id }) => id)));
  });

  it.each(networks)("$id has as many parameters in its published form as there", ({ id }) => {
    expect(publishedGraph(id).parameters).toBe(parities[id]!.published.parameters);
  });

  it.each(networks)("$id has the shapes of every layer and join as there", ({ id }) => {
    const nodes = publishedGraph(id).nodes.filter(
      ({ layer, kind }) => (layer ?? kind) === kind || layer !== undefined,
    );
    const shapes = Object.entries(parities[id]!.published.shapes);
    const own = new Map(nodes.map((node) => [node.id, node.outputShape]));
    for (const [node, shape] of shapes) expect(own.get(node), node).toEqual(shape);
    const missing = nodes.filter(
      ({ id: node, layer, kind }) =>
        (layer !== undefined ? layer.kind !== "dropout" : ["concat", "add"].includes(kind)) &&
        !(node in parities[id]!.published.shapes),
    );
    expect(missing).toEqual([]);
  });
});

describe("Inception v2", () => {
  it("sees as much as the chapter's network, through no window larger than 3×3 but the first", () => {
    const graph = buildGraph(inceptionV2);
    const large = graph.nodes.filter(({ layer }) => (windowOf(layer)?.kernel[0] ?? 1) > 3);
    expect(large.map(({ id }) => id)).toEqual(["b1/conv7x7"]);
    const plain = buildGraph(networks[0]!);
    const fields = (of: typeof graph) =>
      of.nodes
        .filter(({ kind }) => kind === "block")
        .map(({ receptiveField, outputShape }) => [receptiveField, outputShape]);
    expect(fields(graph)).toEqual(fields(plain));
  });
});

describe("Inception v3", () => {
  /** Of the paper's Table 1, whose last pool reads 8×8. */
  it("has the paper's grids at 299×299, and something left at 96×96", () => {
    const modules = publishedGraph("inception-v3").nodes.filter(({ kind }) => kind === "module");
    expect(modules.map(({ outputShape }) => outputShape)).toEqual([
      ...[
        [64, 73, 73],
        [192, 35, 35],
        [768, 17, 17],
      ],
      ...[[1280, 8, 8], [2048], [1000]],
    ]);
    expect(leastInputOf(publishedForm(inceptionV3))).toEqual([75, 75]);
    expect(buildGraph(inceptionV3).nodes.find(({ id }) => id === "b5/5b")?.outputShape).toEqual([
      ...[2048, 4, 4],
    ]);
  });

  /** Keras counts 23,817,352 that are trained: it has no scale in its normalizations. */
  it("has Keras's parameters but for a scale a filter", () => {
    const graph = publishedGraph("inception-v3");
    const scales = graph.nodes
      .flatMap(({ parameterSpecs }) => parameterSpecs)
      .filter(({ name }) => name === "scale")
      .reduce((sum, { shape }) => sum + shape[0]!, 0);
    expect(graph.parameters - scales).toBe(23_817_352);
    // And it counts a running mean and variance a filter beside them.
    expect(graph.parameters - scales + 2 * scales).toBe(23_851_784);
  });
});

describe("Inception-ResNet", () => {
  const blocks = buildGraph(inceptionResnet).nodes.filter(
    ({ block }) => block?.join?.kind === "add",
  );

  it("has 5, 10 and 5 shortcuts of the scales of the authors' program", () => {
    const scales = blocks.map(({ block }) => block?.join);
    const of = (count: number, scale: number) =>
      Array.from({ length: count }, () => ({ kind: "add", scale }));
    expect(scales).toEqual([...of(5, 0.17), ...of(10, 0.1), ...of(5, 0.2)]);
  });

  it("changes no shape around a shortcut", () => {
    for (const { inputShape, outputShape } of blocks) expect(outputShape).toEqual(inputShape);
  });
});
