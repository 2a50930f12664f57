import { describe, expect, it } from "vitest";
import { networks } from "../../../model/network/index.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { googlenetBn } from "../../../model/network/googlenet-bn/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { isNormalized } from "../../../model/network/normalization.js";
import { ends } from "../../../model/program/program.js";
import { normalizedNetwork } from "../../support/normalizedNetwork.js";
import { referenceOf, trainedNetwork } from "../../support/trainedNetwork.js";

describe("GoogLeNet with batch normalization", () => {
  const plain = buildGraph(googlenet);
  const normalized = buildGraph(googlenetBn);
  const filters = plain.nodes.reduce(
    (sum, { layer }) => sum + (layer?.kind === "convolution" ? layer.filters : 0),
    0,
  );

  it("is among the networks, and not the first, which is the chapter's", () => {
    expect(networks.indexOf(googlenetBn)).toBeGreaterThan(0);
  });

  it("has a scale and a shift in place of each convolution's bias, and all else of the chapter's", () => {
    expect(normalized.parameters).toBe(plain.parameters + filters);
    expect(normalized.multiplyAdds).toBe(plain.multiplyAdds);
    expect(normalized.nodes.map(({ id, outputShape }) => [id, outputShape])).toEqual(
      plain.nodes.map(({ id, outputShape }) => [id, outputShape]),
    );
    expect(normalized.nodes.filter(isNormalized)).toHaveLength(
      plain.nodes.filter(({ kind }) => kind === "convolution").length,
    );
  });
});

describe("a program with batch normalization", () => {
  const network = trainedNetwork(normalizedNetwork);
  const { program } = network;
  const indices = [...network.dataset.train.labels.keys()];
  const [layer = ""] = program.graph.nodes.filter(isNormalized).map(({ id }) => id);

  it("has each channel of a batch at its shift, and its scale away from that", () => {
    const reference = referenceOf(network);
    reference.run(program.forward, indices);
    const [scale, shift] = ["scale", "shift"].map(
      (name) => reference.read(`${layer}/${name}`).data,
    );
    const { data, shape } = reference.read(`${layer}/normalized`);
    const channels = shape.at(-1) ?? 1;
    for (let channel = 0; channel < channels; channel++) {
      const values = [...data.filter((_, index) => index % channels === channel)];
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
      expect(mean).toBeCloseTo(shift?.[channel] ?? NaN, 10);
      expect(Math.sqrt(variance) / (scale?.[channel] ?? NaN)).toBeCloseTo(1, 2);
    }
  });

  it("gives an image the same answer whatever it is evaluated with, and not so in a step", () => {
    const lossOf = (list: "forward" | "evaluation", batch: readonly number[]): number => {
      const reference = referenceOf(network);
      reference.run(program[list], batch);
      return reference.read(ends.loss).data[0] ?? NaN;
    };
    const alone = indices.map((index) => lossOf("evaluation", [index]));
    const mean = alone.reduce((sum, loss) => sum + loss, 0) / alone.length;
    expect(lossOf("evaluation", indices)).toBeCloseTo(mean, 10);
    expect(lossOf("forward", indices)).not.toBeCloseTo(lossOf("evaluation", indices), 3);
  });

  it("comes in its evaluation to the answers of its steps, where these see one batch again and again", () => {
    const reference = referenceOf(network);
    const following = program.update.filter(({ kind }) => kind === "follow");
    reference.run(program.forward, indices);
    const loss = reference.read(ends.loss).data[0] ?? NaN;
    reference.run(Array.from({ length: 200 }, () => following).flat(), indices);
    reference.run(program.evaluation, indices);
    // The running variance is the sample's, that of a step the batch's own.
    expect(reference.read(ends.loss).data[0] ?? NaN).toBeCloseTo(loss, 1);
  });
});
