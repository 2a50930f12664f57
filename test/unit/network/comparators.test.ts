import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { alexnet } from "../../../model/network/alexnet/spec.js";
import { nin } from "../../../model/network/nin/spec.js";
import { vgg11 } from "../../../model/network/vgg11/spec.js";

/** What the book prints of each at 1×224×224, and what its program in PyTorch has in parameters. */
const published = [
  {
    spec: alexnet,
    parameters: 46_764_746,
    shapes: [[96, 26, 26], [256, 12, 12], [256, 5, 5], [10]],
  },
  {
    spec: vgg11,
    parameters: 128_806_154,
    shapes: [[64, 112, 112], [128, 56, 56], [256, 28, 28], [512, 14, 14], [512, 7, 7], [10]],
  },
  { spec: nin, parameters: 1_992_166, shapes: [[96, 26, 26], [256, 12, 12], [384, 5, 5], [10]] },
];

describe.each(published)("the book's $spec.id", ({ spec, parameters, shapes }) => {
  const graph = buildGraph(spec);

  it("has as many parameters", () => {
    expect(graph.parameters).toBe(parameters);
  });

  it("has the shapes that the book prints behind its blocks", () => {
    const modules = graph.nodes.filter(({ kind }) => kind === "module");
    expect(modules.map(({ outputShape }) => outputShape)).toEqual(shapes);
  });
});
