import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Dataset } from "../../../model/data/dataset.js";
import { Reference } from "../../../model/engine/reference/reference.js";
import { chooseFlavor, type Flavor } from "../../../model/engine/wasm/kernelFiles.js";
import { buildGraph } from "../../../model/network/graph.js";
import type { ConvolutionSpec, LayerSpec, NetworkSpec } from "../../../model/network/spec.js";
import { buildProgram } from "../../../model/program/build.js";
import { ends } from "../../../model/program/program.js";
import { initializeParameters } from "../../../model/training/initialize.js";
import { noiseDataset, noiseExamples } from "../../support/tinyNetwork.js";
import { buildWasm } from "../../support/wasm.js";
import { gradientsOf, type Tensors } from "../../support/wasmSteps.js";

const flavors: readonly Flavor[] = chooseFlavor() === "SIMD" ? ["SIMD"] : ["SIMD", "relaxed SIMD"];

/** Windows that keep at least one position of any maps. */
const window = fc.integer({ min: 1, max: 5 }).chain((kernel) =>
  fc.record({
    kernel: fc.constant(kernel),
    stride: fc.integer({ min: 1, max: 3 }),
    padding: fc.integer({ min: Math.ceil((kernel - 1) / 2), max: kernel - 1 }),
  }),
);
/** With enough padding and stride 1 so that height and width stay. */
const keeping = fc.constantFrom(0, 1, 2).map((padding) => ({
  kernel: 2 * padding + 1,
  stride: 1,
  padding,
}));
const filters = fc.integer({ min: 1, max: 19 });

function convolutionOf(windows: typeof window): fc.Arbitrary<ConvolutionSpec> {
  return fc
    .record({ window: windows, filters })
    .map((spec) => ({ kind: "convolution", name: "conv", filters: spec.filters, ...spec.window }));
}

function poolOf(windows: typeof window): fc.Arbitrary<LayerSpec> {
  return windows.map((shape) => ({ kind: "maxPool", name: "pool", ...shape }));
}

function named<T extends { readonly name: string }>(layers: readonly T[]): readonly T[] {
  return layers.map((layer, index) => ({ ...layer, name: `${layer.name}${index}` }));
}

const layers = (windows: typeof window, most: number): fc.Arbitrary<readonly LayerSpec[]> =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: convolutionOf(windows) }, poolOf(windows)), {
      minLength: 1,
      maxLength: most,
    })
    .map(named);

const networks: fc.Arbitrary<NetworkSpec> = fc
  .record({
    channels: fc.integer({ min: 1, max: 5 }),
    height: fc.integer({ min: 3, max: 12 }),
    width: fc.integer({ min: 3, max: 12 }),
    classes: fc.integer({ min: 2, max: 11 }),
    stem: layers(window, 3),
    paths: fc.array(layers(keeping, 2), { minLength: 1, maxLength: 4 }),
    last: layers(window, 1),
  })
  .map(({ channels, height, width, classes, stem, paths, last }) => ({
    id: "random",
    title: "Random",
    source: "tests",
    input: [channels, height, width],
    classes,
    modules: [
      { name: "stem", stages: stem },
      { name: "body", stages: [{ kind: "inception", name: "a", paths }, ...last] },
      {
        name: "linear",
        stages: [
          { kind: "globalAveragePool", name: "average" },
          { kind: "dense", name: "dense", units: classes },
        ],
      },
    ],
  }));

/** 3×3 windows over maps whose sides 3 divides, with channels in fours: what is done tile by tile. */
const tiledNetworks: fc.Arbitrary<NetworkSpec> = fc
  .record({
    height: fc.constantFrom(3, 6, 9),
    width: fc.constantFrom(3, 6, 12),
    filters: fc.array(fc.constantFrom(8, 12, 16, 20, 28), { minLength: 3, maxLength: 3 }),
  })
  .map(({ height, width, filters: counts }) => ({
    id: "tiled",
    title: "Tiled",
    source: "tests",
    input: [1, height, width],
    classes: 3,
    modules: [
      {
        name: "body",
        stages: counts.map((count, index) => ({
          kind: "convolution",
          name: `conv${index}`,
          filters: count,
          kernel: 3,
          stride: 1,
          padding: 1,
        })),
      },
      {
        name: "linear",
        stages: [
          { kind: "globalAveragePool", name: "average" },
          { kind: "dense", name: "dense", units: 3 },
        ],
      },
    ],
  }));

/** Biases away from 0, so that no ReLU sits on its kink. */
function startOf(parameters: Parameters<typeof initializeParameters>[0], seed: number): Tensors {
  return new Map(
    [...initializeParameters(parameters, seed)].map(([id, values]) => [
      id,
      values.map((value, index) => value + 0.03 * (1 + (index % 3))),
    ]),
  );
}

/** Runs a network on the kernels and on the reference; the gradients must be the same. */
async function compare(spec: NetworkSpec, count: number, flavor: Flavor): Promise<void> {
  const dataset = withChannels(count, spec);
  const { height, width } = dataset.train;
  const program = buildProgram(buildGraph(spec), { height, width });
  const parameters = startOf(program.parameters, count);
  const reference = new Reference(program, dataset.train);
  for (const [id, values] of parameters) reference.write(id, values);
  const indices = Array.from({ length: count }, (_, index) => index);
  reference.run([...program.forward, ...program.backward], indices);

  const { loss, gradients } = await gradientsOf(program, dataset, { parameters, flavor });
  const expectedLoss = reference.read(ends.loss).data[0] ?? NaN;
  expect(Math.abs(loss - expectedLoss)).toBeLessThan(1e-4 * (1 + expectedLoss));
  for (const [id, gradient] of gradients) {
    const expected = reference.read(`gradient/${id}`).data;
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const allowed = 1e-3 * largest + 1e-6;
    const wrong = [...gradient].filter(
      (value, index) => !(Math.abs(value - (expected[index] ?? NaN)) <= allowed),
    );
    expect({ id, wrong }).toEqual({ id, wrong: [] });
  }
}

describe.each(flavors)("the kernels with %s", (flavor) => {
  beforeAll(async () => {
    await buildWasm();
  }, 120_000);

  it.each([
    ["of any shape", networks, 40],
    ["that are done in tiles", tiledNetworks, 12],
  ] as const)(
    "give the reference's gradients for networks %s",
    async (_name, specs, numRuns) => {
      const count = fc.integer({ min: 1, max: 20 });
      await fc.assert(
        fc.asyncProperty(specs, count, (spec, examples) => compare(spec, examples, flavor)),
        { numRuns, seed: 4 },
      );
    },
    120_000,
  );
});

function withChannels(count: number, { input, classes }: NetworkSpec): Dataset {
  const train = noiseExamples(count, 6, 5, input[0] ?? 1);
  const labels = train.labels.map((_, index) => index % classes);
  return { ...noiseDataset(1, 1), train: { ...train, labels } };
}
