import { elementCount } from "../../network/layers.js";
import { histogramBinCount, histogramEdges } from "../../run/histogramBins.js";
import { rankOf, type ValueId } from "../../program/operations.js";
import {
  channelsLast,
  f32,
  float,
  indexed,
  meanOfAll,
  type Emission,
  type Emitters,
} from "./emission.js";
import type { TensorName } from "./graphBuilder.js";
import { attribute, dtype } from "./graphDef.js";

/**
 * What is measured of a step, in operations that read a feature map once and write none. As measured
 * on two threads of Sapphire Rapids, a map of 75 MB takes 2 ms for its mean, 2 for its L2Loss and 3 for
 * its largest values, against 8 for the mean of its Abs, 8 for that of its Square and 6 for its largest
 * values in one go.
 */
export const statisticsEmitters = {
  meanAbsolute({ input, output, isNonNegative }, emission) {
    const { graph, valueOf } = emission;
    if (isNonNegative && isMeasuredInCompute(input, emission)) {
      const means = overEach("Mean", emission, { map: input, name: `${output}/ofEach` });
      graph.bind(output, meanOfAll(graph, output, means, 1), f32);
      return;
    }
    const values = graph.read(input, f32);
    const absolute = isNonNegative
      ? values
      : graph.node("Abs", `${output}/absolute`, { inputs: [values], attributes: float });
    graph.bind(output, meanOfAll(graph, output, absolute, rankOf(valueOf(input))), f32);
  },
  meanSquare({ input, output }, emission) {
    const { graph, valueOf } = emission;
    if (isMeasuredInCompute(input, emission)) {
      const norms = overEach("EuclideanNorm", emission, { map: input, name: `${output}/ofEach` });
      const squares = graph.node("Square", `${output}/squares`, {
        inputs: [norms],
        attributes: float,
      });
      const mean = meanOfAll(graph, `${output}/mean`, squares, 1);
      const length = graph.float(elementCount(valueOf(input).shape));
      const inputs = [mean, length];
      graph.bind(output, graph.node("RealDiv", output, { inputs, attributes: float }), f32);
      return;
    }
    const values = graph.read(input, f32);
    const half = graph.node("L2Loss", `${output}/half`, { inputs: [values], attributes: float });
    const count = graph.node("Size", `${output}/count`, {
      inputs: [values],
      attributes: { ...float, out_type: attribute.type(dtype.int32) },
    });
    graph.bind(`${output}/count`, count, dtype.int32);
    const halfCount = graph.node("Mul", `${output}/halfCount`, {
      inputs: [graph.read(`${output}/count`, f32), graph.float(0.5)],
      attributes: float,
    });
    const inputs = [half, halfCount];
    graph.bind(output, graph.node("RealDiv", output, { inputs, attributes: float }), f32);
  },
  deadShare({ input, output }, emission) {
    const { graph } = emission;
    const largestOfEach = isMeasuredInCompute(input, emission)
      ? largestOfPool(input, output, emission)
      : largestOfPositions(input, output, emission);
    const largest = graph.node("Max", `${output}/largest`, {
      inputs: [largestOfEach, graph.integers([0, 1, 2])],
      attributes: { ...float, ...indexed },
    });
    const inputs = [largest, graph.float(0)];
    const dead = graph.node("LessEqual", `${output}/dead`, { inputs, attributes: float });
    graph.bind(`${output}/dead`, dead, dtype.bool);
    const share = meanOfAll(graph, output, graph.read(`${output}/dead`, f32), 1);
    graph.bind(output, share, f32);
  },
  norm({ inputs, output }, { graph }) {
    const halves = inputs.map((id, index) =>
      graph.node("L2Loss", `${output}/half${index}`, {
        inputs: [graph.read(id, f32)],
        attributes: float,
      }),
    );
    const sum = graph.node("AddN", `${output}/sum`, {
      inputs: halves,
      attributes: { ...float, N: attribute.integer(halves.length) },
    });
    const twice = graph.node("Mul", `${output}/square`, {
      inputs: [sum, graph.float(2)],
      attributes: float,
    });
    graph.bind(output, graph.node("Sqrt", output, { inputs: [twice], attributes: float }), f32);
  },
  histogram({ input, examples, output }, { graph, valueOf }) {
    const whole = graph.read(input, f32);
    const looked = valueOf(input).perExample
      ? graph.node("StridedSlice", `${output}/first`, {
          inputs: [whole, graph.integers([0]), graph.integers([examples]), graph.integers([1])],
          attributes: { ...float, Index: attribute.type(dtype.int32) },
        })
      : whole;
    const bins = graph.node("Bucketize", `${output}/bins`, {
      inputs: [looked],
      attributes: { ...float, boundaries: attribute.floats(histogramEdges) },
    });
    // Flat, since XLA counts in no more than two dimensions.
    const flat = graph.node("Reshape", `${output}/flat`, {
      inputs: [bins, graph.integers([-1])],
      attributes: { T: attribute.type(dtype.int32), Tshape: attribute.type(dtype.int32) },
    });
    // Without weights each element counts as one.
    const counts = graph.node("Bincount", `${output}/counts`, {
      inputs: [flat, graph.integer(histogramBinCount), graph.floats([])],
      attributes: float,
    });
    const total = graph.node("Sum", `${output}/total`, {
      inputs: [counts, graph.integers([0])],
      attributes: { ...float, ...indexed },
    });
    const inputs = [counts, total];
    graph.bind(output, graph.node("RealDiv", output, { inputs, attributes: float }), f32);
  },
} satisfies Emitters;

/**
 * The largest value of each channel in each example's map, float32 [examples, 1, 1, channels]. Over all
 * examples at once fewer threads share the work.
 */
function largestOfPositions(
  input: ValueId,
  output: ValueId,
  { graph, valueOf }: Emission,
): TensorName {
  const { shape } = valueOf(input);
  const channels = shape.at(-1) ?? 1;
  const area = elementCount(shape.slice(0, -1));
  const positions = graph.node("Reshape", `${output}/positions`, {
    inputs: [graph.read(input, f32), graph.integers([-1, 1, area, channels])],
    attributes: { ...float, Tshape: attribute.type(dtype.int32) },
  });
  return graph.node("Max", `${output}/largestOfEach`, {
    inputs: [positions, graph.integers([2])],
    attributes: { ...float, Tidx: attribute.type(dtype.int32), keep_dims: attribute.boolean(true) },
  });
}

/** The same of a map in the type that it is computed in: what is largest is not rounded. */
function largestOfPool(input: ValueId, output: ValueId, { graph, valueOf }: Emission): TensorName {
  const [height = 1, width = 1] = valueOf(input).shape;
  const name = `${output}/largestOfEach`;
  const pooled = graph.node("MaxPool", name, {
    inputs: [graph.read(input, graph.compute)],
    attributes: {
      T: attribute.type(graph.compute),
      ksize: attribute.integers([1, height, width, 1]),
      strides: attribute.integers([1, 1, 1, 1]),
      padding: attribute.string("VALID"),
      ...channelsLast,
    },
  });
  graph.bind(name, pooled, graph.compute);
  return graph.read(name, f32);
}

function isMeasuredInCompute(id: ValueId, { measuresInCompute, valueOf }: Emission): boolean {
  return measuresInCompute && valueOf(id).shape.length === 3;
}

/**
 * Of each example's map, in the type that it is computed in, float32 [examples]. The library adds up in
 * float32 there, and rounds one number an example.
 */
function overEach(
  op: "Mean" | "EuclideanNorm",
  { graph, valueOf }: Emission,
  { map, name }: { readonly map: ValueId; readonly name: string },
): TensorName {
  const type = { T: attribute.type(graph.compute) };
  const flat = graph.node("Reshape", `${name}/flat`, {
    inputs: [
      graph.read(map, graph.compute),
      graph.integers([-1, elementCount(valueOf(map).shape)]),
    ],
    attributes: { ...type, Tshape: attribute.type(dtype.int32) },
  });
  const reduced = graph.node(op, name, {
    inputs: [flat, graph.integers([1])],
    attributes: { ...type, ...indexed },
  });
  graph.bind(name, reduced, graph.compute);
  return graph.read(name, f32);
}
