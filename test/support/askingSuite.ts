import { describe, expect, it } from "vitest";
import type { Examples } from "../../model/data/dataset.js";
import { buildGraph } from "../../model/network/graph.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { mutablePaths } from "../../model/asking/contribution.js";
import { mutablePlaces } from "../../model/network/mutable.js";
import { scoresOf } from "../../model/network/scores.js";
import { withoutNormalization } from "../../model/network/withoutNormalization.js";
import { leadingTo } from "../../model/program/leadingTo.js";
import { slopeName, withGradients } from "../../model/program/withGradients.js";
import { withMasks } from "../../model/program/withMasks.js";
import { withMuted } from "../../model/program/withMuted.js";
import { accesses } from "../../model/program/accesses.js";
import { askedProgram } from "../../model/program/askedProgram.js";
import type { ValueId } from "../../model/program/operations.js";
import type { EngineUnderTest } from "./engineSuite.js";
import { startOf } from "./firstWeights.js";
import { normalizedNetwork } from "./normalizedNetwork.js";
import { residualNetwork } from "./residualNetwork.js";
import { alexnet } from "../../model/network/alexnet/spec.js";
import { thinOddNetwork } from "./oddNetwork.js";
import { thinned } from "./thinned.js";
import { noiseExamples, tinyNetwork } from "./tinyNetwork.js";
import { referenceOf, type TrainedNetwork } from "./trainedNetwork.js";

/** Every layer's output, and what comes before a bias and before a ReLU. */
function askedNetwork(spec: NetworkSpec): TrainedNetwork {
  const graph = buildGraph(spec);
  const images = noiseExamples(7, 6, 5, spec.input[0] ?? 1);
  const { evaluation, values } = askedProgram(graph, images, []);
  const asked = evaluation
    .flatMap((each) => accesses(each).writes)
    .filter((id) => {
      const value = values.get(id);
      return value?.perExample === true && value.type === "float32" && value.shape.length > 0;
    });
  return networkOf(spec, askedProgram(graph, images, asked), images);
}

/** The scores, and what they are without each path. */
function mutedNetwork(spec: NetworkSpec): TrainedNetwork {
  const graph = buildGraph(spec);
  const images = noiseExamples(7, 6, 5, spec.input[0] ?? 1);
  const scores = scoresOf(graph);
  const outputs = mutablePaths(graph).map(({ output }) => output);
  const program = withMuted(askedProgram(graph, images, [scores]), scores, outputs);
  return networkOf(spec, program, images);
}

/**
 * The gradients of a score for every node's output that leads to it, and for the input. Of images of the
 * network's own size: of pixels that are drawn out several are the largest.
 */
function slopedNetwork(spec: NetworkSpec): TrainedNetwork {
  const graph = buildGraph(spec);
  const [channels = 1, height = 1, width = 1] = spec.input;
  const images = noiseExamples(7, height, width, channels);
  const scores = scoresOf(graph);
  const plain = askedProgram(graph, images, [scores]);
  const leading = new Set(
    leadingTo(plain.evaluation, [scores]).flatMap((each) => accesses(each).writes),
  );
  const wanted = graph.nodes.map(({ id }) => id).filter((id) => leading.has(id));
  return networkOf(spec, withGradients(plain, scores, wanted), images);
}

/** Every layer's output where each channel has a factor of its own. */
function maskedNetwork(spec: NetworkSpec): TrainedNetwork {
  const graph = buildGraph(spec);
  const images = noiseExamples(7, 6, 5, spec.input[0] ?? 1);
  const places = mutablePlaces(graph);
  const asked = places.flatMap(({ id, reader }) => (reader === null ? [id] : []));
  const program = withMasks(askedProgram(graph, images, [...asked, scoresOf(graph)]), places);
  return networkOf(spec, program, images);
}

function networkOf(
  spec: NetworkSpec,
  program: TrainedNetwork["program"],
  images: Examples,
): TrainedNetwork {
  const labels = images.labels.map((_, index) => index % spec.classes);
  const test = { ...images, labels };
  const dataset = { ...{ id: "noise", title: "Noise", source: "tests", checksums: {} } };
  const classNames = Array.from({ length: spec.classes }, (_, label) => `class ${label}`);
  return {
    id: spec.id,
    dataset: { ...dataset, classNames, train: test, test },
    program,
    initial: startOf(program.state, 5),
  };
}

/**
 * Values from which a max pool may be given several that are alike: what a ReLU, which leaves zeros, or another
 * pool has written, and what has gone on from there without being mixed.
 */
function alikeIn({ evaluation }: TrainedNetwork["program"]): ReadonlySet<ValueId> {
  const alike = new Set<ValueId>();
  for (const operation of evaluation.toReversed()) {
    const { reads, writes } = accesses(operation);
    const isPool = operation.kind === "maxPool";
    const isMixing = ["relu", "convolution", "multiply"].includes(operation.kind);
    if (isPool || (!isMixing && writes.some((id) => alike.has(id)))) {
      for (const id of reads) alike.add(id);
    }
  }
  return alike;
}

function some({ images, labels, ...shape }: Examples, first: number, count: number): Examples {
  const length = shape.height * shape.width * shape.channels;
  return {
    ...shape,
    count,
    images: images.subarray(first * length, (first + count) * length),
    labels: labels.subarray(first, first + count),
  };
}

const networks = [
  ...[tinyNetwork, normalizedNetwork, residualNetwork, thinOddNetwork],
  // Its maps become a row of features.
  thinned(alexnet, 64),
];

function hasPaths(spec: NetworkSpec): boolean {
  return mutablePaths(buildGraph(spec)).length > 0;
}

/**
 * Any value of an evaluation can be asked for, of any images, and is the float64 reference's; so are gradients
 * of a score. Where an engine's max pool does not give its gradient to the first of several that are alike, those
 * that differ by it are left out.
 */
export function testAsking(
  engine: EngineUnderTest,
  { picksFirst = true }: { readonly picksFirst?: boolean } = {},
): void {
  const specs = networks;
  describe(`${engine.title}, where it is asked for values`, () => {
    it.each([
      ...specs.map((spec) => ({ id: spec.id, network: askedNetwork(spec) })),
      ...specs.map((spec) => ({ id: `${spec.id} with masks`, network: maskedNetwork(spec) })),
      ...specs.filter(hasPaths).map((spec) => ({
        ...{ id: `${spec.id} without a path`, network: mutedNetwork(spec) },
      })),
      ...specs.map(withoutNormalization).map((spec) => ({
        ...{ id: `${spec.id} for gradients`, network: slopedNetwork(spec) },
      })),
    ])("gives those of each image for the network $id", async ({ network }) => {
      const { program, dataset, initial } = network;
      const options = { program, dataset, precision: "float32", batchSize: 7 } as const;
      const session = await engine.open(options);
      session.writeState({ tensors: initial, lossScale: null });
      const scores = scoresOf(program.graph);
      const left = new Set(
        picksFirst ? [] : [...alikeIn(program)].map((id) => slopeName(id, scores)),
      );
      for (const [first, count] of [
        [0, 7],
        [4, 1],
        [2, 3],
      ] as const) {
        const reference = referenceOf(network, dataset.test);
        reference.run(
          program.evaluation,
          Int32Array.from({ length: count }, (_, index) => first + index),
        );
        const values = await session.ask(some(dataset.test, first, count));
        expect([...values.keys()]).toEqual(program.asked);
        const compared = program.asked.filter((id) => !left.has(id));
        expect(compared.length).toBeGreaterThan(0);
        for (const id of compared) {
          const expected = reference.read(id).data;
          const own = values.get(id) ?? [];
          expect(own, id).toHaveLength(expected.length);
          const largest = Math.max(...expected.map(Math.abs)) || 1;
          const errors = expected.map((value, place) => Math.abs(value - (own[place] ?? NaN)));
          expect(Math.max(...errors) / largest, id).toBeLessThan(1e-5);
        }
      }
      session.close();
    });
  });
}
