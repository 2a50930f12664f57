import { histogramBinCount, histogramEdges } from "../../run/histogramBins.js";
import { rankOf } from "../../program/operations.js";
import { f32, float, indexed, meanOfAll, type Emitters } from "./emission.js";
import { attribute, dtype } from "./graphDef.js";

/** What is measured of a step. */
export const statisticsEmitters = {
  meanAbsolute({ input, output }, { graph, valueOf }) {
    const inputs = [graph.read(input, f32)];
    const absolute = graph.node("Abs", `${output}/absolute`, { inputs, attributes: float });
    const mean = meanOfAll(graph, output, absolute, rankOf(valueOf(input)));
    graph.bind(output, mean, f32);
  },
  meanSquare({ input, output }, { graph, valueOf }) {
    const inputs = [graph.read(input, f32)];
    const square = graph.node("Square", `${output}/square`, { inputs, attributes: float });
    graph.bind(output, meanOfAll(graph, output, square, rankOf(valueOf(input))), f32);
  },
  deadShare({ input, output }, { graph }) {
    const largest = graph.node("Max", `${output}/largest`, {
      inputs: [graph.read(input, f32), graph.integers([0, 1, 2])],
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
