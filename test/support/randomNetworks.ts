import fc from "fast-check";
import type { Dataset } from "../../model/data/dataset.js";
import { leastInputOf } from "../../model/network/leastInput.js";
import type {
  Activation,
  AveragePoolSpec,
  ConvolutionSpec,
  LayerSpec,
  MaxPoolSpec,
  NetworkSpec,
  WindowSpec,
} from "../../model/network/spec.js";
import { blockSpec } from "./blockSpec.js";
import { noiseDataset, noiseExamples } from "./tinyNetwork.js";

/** A window along one axis; without padding too, so that its last positions may be out of reach. */
const sliding = fc.integer({ min: 1, max: 5 }).chain((kernel) =>
  fc.record({
    kernel: fc.constant(kernel),
    stride: fc.integer({ min: 1, max: 3 }),
    padding: fc.integer({ min: 0, max: kernel - 1 }),
  }),
);
/** With enough padding and stride 1 so that the length stays. */
const keeping = fc.integer({ min: 0, max: 3 }).map((padding) => ({
  kernel: 2 * padding + 1,
  stride: 1,
  padding,
}));

function windowsOf(axes: typeof sliding): fc.Arbitrary<WindowSpec> {
  const square = axes.map((axis): WindowSpec => axis);
  const unequal = fc.tuple(axes, axes).map(([down, across]): WindowSpec => ({
    kernel: [down.kernel, across.kernel],
    stride: [down.stride, across.stride],
    padding: [down.padding, across.padding],
  }));
  return fc.oneof(square, unequal);
}

const filters = fc.integer({ min: 1, max: 19 });
const activation = fc.constantFrom<Activation>("relu", "relu", "none");
const bias = fc.constantFrom(true, true, false);

function convolutionOf(axes: typeof sliding): fc.Arbitrary<ConvolutionSpec> {
  return fc
    .record({ window: windowsOf(axes), filters, activation, bias })
    .map(({ window, ...spec }) => ({ kind: "convolution", name: "conv", ...spec, ...window }));
}

/** With and without a mean before them, so that maps are read in a row too. */
function endOf(classes: number): fc.Arbitrary<readonly LayerSpec[]> {
  const mean = { kind: "globalAveragePool", name: "average" } as const;
  const scores = { kind: "dense", name: "dense", units: classes } as const;
  const hidden = fc.record({ units: filters, activation });
  return fc.oneof(
    fc.constant([mean, scores]),
    hidden.map((spec): LayerSpec[] => [{ kind: "dense", name: "hidden", ...spec }, scores]),
  );
}

function poolOf(axes: typeof sliding): fc.Arbitrary<MaxPoolSpec | AveragePoolSpec> {
  const kind = fc.constantFrom("maxPool", "maxPool", "averagePool");
  return fc
    .tuple(kind, windowsOf(axes))
    .map(([of, window]) => ({ kind: of, name: "pool", ...window }));
}

function named<T extends { readonly name: string }>(layers: readonly T[]): readonly T[] {
  return layers.map((layer, index) => ({ ...layer, name: `${layer.name}${index}` }));
}

const layers = (axes: typeof sliding, most: number): fc.Arbitrary<readonly LayerSpec[]> =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: convolutionOf(axes) }, poolOf(axes)), {
      minLength: 1,
      maxLength: most,
    })
    .map(named);

/** The largest input that loops in float64 take in no time. */
const largest = 24;

/** A stem, paths side by side and a layer behind them, at an input of which something is left. */
export const randomNetworks: fc.Arbitrary<NetworkSpec> = fc
  .record({
    channels: fc.integer({ min: 1, max: 5 }),
    height: fc.integer({ min: 3, max: 12 }),
    width: fc.integer({ min: 3, max: 12 }),
    classes: fc.integer({ min: 2, max: 11 }),
    stem: layers(sliding, 3),
    paths: fc.array(layers(keeping, 2), { minLength: 1, maxLength: 4 }),
    last: layers(sliding, 1),
  })
  .chain((parts) => endOf(parts.classes).map((end) => ({ ...parts, end })))
  .map(({ channels, height, width, classes, stem, paths, last, end }): NetworkSpec => {
    const spec: NetworkSpec = {
      id: "random",
      title: "Random",
      source: "tests",
      input: [channels, height, width],
      classes,
      modules: [
        { name: "stem", stages: stem },
        { name: "body", stages: [blockSpec("a", paths), ...last] },
        { name: "linear", stages: end },
      ],
    };
    const [down, across] = leastInputOf(spec);
    return { ...spec, input: [channels, Math.max(height, down), Math.max(width, across)] };
  })
  .filter(({ input }) => input.every((length) => length <= largest));

/** 3×3 windows over maps whose sides 3 divides, with channels in fours: what is done tile by tile. */
export const tiledNetworks: fc.Arbitrary<NetworkSpec> = fc
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

/** Noise in the network's channels and classes. */
export function datasetFor(count: number, { input, classes }: NetworkSpec): Dataset {
  const train = noiseExamples(count, 6, 5, input[0] ?? 1);
  const labels = train.labels.map((_, index) => index % classes);
  return { ...noiseDataset(1, 1), train: { ...train, labels } };
}
