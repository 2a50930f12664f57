import { beforeAll, describe, expect, it } from "vitest";
import { Reference } from "../../../model/engine/reference/reference.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { accesses } from "../../../model/program/accesses.js";
import { buildProgram } from "../../../model/program/build.js";
import { ends } from "../../../model/program/program.js";
import { initialState } from "../../../model/training/initialize.js";
import { inceptionResnet } from "../../../model/network/inception-resnet/spec.js";
import { inceptionV2 } from "../../../model/network/inception-v2/spec.js";
import { inceptionV3 } from "../../../model/network/inception-v3/spec.js";
import { elementCount, layerRules } from "../../../model/network/layers.js";
import { descendedLoss } from "../../support/descendedLoss.js";
import { thinOddNetwork } from "../../support/oddNetwork.js";
import { residualNetwork } from "../../support/residualNetwork.js";
import { createRandom } from "../../support/random.js";
import { thinned } from "../../support/thinned.js";
import { noiseExamples, tinyNetwork } from "../../support/tinyNetwork.js";
import { normalizedNetwork } from "../../support/normalizedNetwork.js";
import { unequalNetwork } from "../../support/unequalNetwork.js";
import { referenceOf, trainedNetwork } from "../../support/trainedNetwork.js";

const batch = [0, 1, 2, 4];
const examples = noiseExamples(6);
const { height, width } = examples;
const program = buildProgram(buildGraph(tinyNetwork), { height, width });
const parameters = new Map(
  [...initialState(program.state, 3).tensors].map(([id, values]) => [id, offKinks(values)]),
);

/** Biases away from 0, so that no ReLU sits on its kink. */
function offKinks(values: Float32Array): Float64Array {
  return Float64Array.from(values, (value, index) => value + 0.01 * (1 + (index % 3)));
}

function lossOf(changed?: { readonly id: string; readonly index: number; readonly by: number }) {
  const reference = new Reference(program, examples);
  for (const [id, values] of parameters) {
    const copy = Float64Array.from(values);
    if (changed?.id === id) copy[changed.index] = (copy[changed.index] ?? 0) + changed.by;
    reference.write(id, copy);
  }
  reference.run(program.forward, batch);
  return reference.read(ends.loss).data[0] ?? NaN;
}

describe("the backward rules", () => {
  it("are checked on networks that have every kind of layer", () => {
    const kinds = [tinyNetwork, residualNetwork].flatMap((spec) =>
      buildGraph(spec).nodes.flatMap(({ layer }) => layer?.kind ?? []),
    );
    expect([...new Set(kinds)].sort()).toEqual(Object.keys(layerRules).sort());
  });

  const reference = new Reference(program, examples);

  beforeAll(() => {
    for (const [id, values] of parameters) reference.write(id, values);
    reference.run([...program.forward, ...program.backward], batch);
  });

  it.each(program.parameters.map(({ id }) => id))(
    "give the slope that finite differences measure for %s",
    (id) => {
      const gradient = reference.read(`gradient/${id}`).data;
      const step = 1e-6;
      gradient.forEach((slope, index) => {
        const above = lossOf({ id, index, by: step });
        const below = lossOf({ id, index, by: -step });
        expect(slope).toBeCloseTo((above - below) / (2 * step), 7);
      });
      expect(gradient.some((slope) => slope !== 0)).toBe(true);
    },
  );

  it.each([
    thinOddNetwork,
    unequalNetwork,
    residualNetwork,
    normalizedNetwork,
    ...[inceptionV3, inceptionResnet].map((spec) => thinned(spec, 64)),
    // Of fewer positions each layer has one value alone.
    { ...thinned(inceptionV2, 64), input: [1, 40, 56] },
  ])("add up in $id to the slope in any direction", (spec) => {
    const network = trainedNetwork(spec);
    const { program: odd } = network;
    const start = [...network.initial].map(([id, values]) => [id, offKinks(values)] as const);
    const indices = [...network.dataset.train.labels.keys()];
    const random = createRandom(11);
    const direction = new Map(
      odd.parameters.map(({ id, shape }) => [
        id,
        Float64Array.from({ length: elementCount(shape) }, () => random() - 0.5),
      ]),
    );
    const lossAt = (distance: number): number => {
      const moved = referenceOf(network);
      for (const [id, values] of start) {
        const along = direction.get(id);
        moved.write(
          id,
          along === undefined ? values : values.map((value, at) => value + distance * along[at]!),
        );
      }
      moved.run(odd.forward, indices);
      return descendedLoss(odd, moved);
    };
    const whole = referenceOf(network);
    for (const [id, values] of start) whole.write(id, values);
    whole.run([...odd.forward, ...odd.backward], indices);
    const slope = odd.parameters
      .map(({ id }) => {
        const along = direction.get(id)!;
        const gradient = whole.read(`gradient/${id}`).data;
        return gradient.reduce((sum, value, at) => sum + value * along[at]!, 0);
      })
      .reduce((sum, part) => sum + part, 0);
    const step = 1e-7;
    expect(slope / ((lossAt(step) - lossAt(-step)) / (2 * step))).toBeCloseTo(1, 5);
  });

  it("do not compute a gradient for the image", () => {
    const written = program.backward.flatMap((operation) =>
      "output" in operation ? [operation.output] : [],
    );
    expect(written).not.toContain("gradient/input");
  });
});

describe("the gradient of a ReLU that only a max pool reads", () => {
  const { forward, backward } = buildProgram(buildGraph(googlenet), { height: 28, width: 28 });
  const masks = backward.filter(({ kind }) => kind === "reluGradient");

  it("is taken on the smaller grid behind the pool", () => {
    const pooled = masks.flatMap((mask) => ("activation" in mask ? [mask.activation] : []));
    expect(pooled).toContain("b1/pool");
    expect(pooled).toContain("b2/pool");
    expect(pooled).not.toContain("b1/conv7x7");
    expect(pooled).not.toContain("b2/conv3x3");
  });

  it("is taken once for every ReLU", () => {
    expect(masks).toHaveLength(forward.filter(({ kind }) => kind === "relu").length);
  });
});

describe("the program", () => {
  it("lowers the loss when it is run again and again", () => {
    const reference = new Reference(program, examples);
    for (const [id, values] of parameters) reference.write(id, values);
    const step = [...program.forward, ...program.backward, ...program.update];
    const losses = Array.from({ length: 30 }, () => {
      reference.run(step, batch, { rate: 0.2, step: 1 });
      return reference.read(ends.loss).data[0] ?? NaN;
    });
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.7);
  });

  it("writes every value once, and only reads what was written before", () => {
    const known = new Set<string>([
      ends.indices,
      ends.rate,
      ends.step,
      ...program.state.map(({ id }) => id),
    ]);
    const { forward, backward, update, statistics, histograms } = program;
    const parts = [forward, backward, update, statistics, histograms];
    for (const { reads, writes } of parts.flat().map(accesses)) {
      expect(reads.filter((id) => !known.has(id))).toEqual([]);
      expect(writes.filter((id) => known.has(id))).toEqual([]);
      for (const id of writes) known.add(id);
    }
    expect(known).toEqual(new Set(program.values.keys()));
  });
});
