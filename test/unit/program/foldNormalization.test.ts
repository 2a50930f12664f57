import { describe, expect, it } from "vitest";
import { Reference } from "../../../model/engine/reference/reference.js";
import { inceptionResnet } from "../../../model/network/inception-resnet/spec.js";
import { googlenetBn } from "../../../model/network/googlenet-bn/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { isNormalized } from "../../../model/network/normalization.js";
import { scoresOf } from "../../../model/network/scores.js";
import { withoutNormalization } from "../../../model/network/withoutNormalization.js";
import { askedProgram } from "../../../model/program/askedProgram.js";
import { buildProgram } from "../../../model/program/build.js";
import { foldNormalization } from "../../../model/program/foldNormalization.js";
import { startOf } from "../../support/firstWeights.js";
import { normalizedNetwork } from "../../support/normalizedNetwork.js";
import { thinned } from "../../support/thinned.js";
import { noiseExamples } from "../../support/tinyNetwork.js";

const networks = [normalizedNetwork, thinned(googlenetBn, 16), thinned(inceptionResnet, 16)];

describe("a normalization that is folded into its convolution", () => {
  it.each(networks)("leaves every layer of $id the output it has in use", (spec) => {
    const graph = buildGraph(spec);
    const images = noiseExamples(2, 6, 5, spec.input[0] ?? 1);
    const program = buildProgram(graph, images);
    const tensors = startOf(program.state, 3);
    const folded = withoutNormalization(spec);
    const layers = graph.nodes.filter(({ layer }) => layer !== undefined).map(({ id }) => id);
    const asked = askedProgram(buildGraph(folded), images, layers);
    const [whole, plain] = [
      { program, tensors },
      { program: asked, tensors: foldNormalization(graph, tensors) },
    ].map((each) => {
      const reference = new Reference(each.program, images);
      for (const { id } of each.program.state) reference.write(id, each.tensors.get(id) ?? []);
      reference.run(each.program.evaluation, [0, 1]);
      return reference;
    });
    expect(graph.nodes.some(isNormalized)).toBe(true);
    expect(buildGraph(folded).nodes.some(isNormalized)).toBe(false);
    for (const id of layers) {
      const expected = whole!.read(id).data;
      const own = plain!.read(id).data;
      const largest = Math.max(...expected.map(Math.abs), 1e-3);
      const errors = expected.map((value, place) => Math.abs(value - (own[place] ?? NaN)));
      // The folded numbers are rounded to float32.
      expect(Math.max(...errors) / largest, id).toBeLessThan(1e-4);
    }
    expect(layers.at(-1)).toBe(scoresOf(graph));
  });

  it("is refused where one of its numbers is missing", () => {
    const graph = buildGraph(normalizedNetwork);
    expect(() => foldNormalization(graph, new Map())).toThrow("There is no stem/conv7x7/");
  });
});
