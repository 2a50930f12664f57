import { thresholdOf } from "../../program/dropoutMask.js";
import type { OperationOf } from "../../program/operations.js";
import { f32, float, type Emission } from "./emission.js";
import type { GraphBuilder, TensorName } from "./graphBuilder.js";
import { attribute, dtype } from "./graphDef.js";

const words = { T: attribute.type(dtype.uint32) };

/** Where `dropoutMask.ts` says so; maps are turned (`turn.ts`), and so is what is kept of them. */
export const dropoutEmitters = {
  dropout(operation: OperationOf<"dropout">, { graph, valueOf }: Emission): void {
    const { input, step, key, share, output } = operation;
    const name = (part: string): string => `${output}/${part}`;
    const { shape } = valueOf(input);
    const read = graph.read(input, f32);
    const size = graph.node("Size", name("size"), {
      inputs: [read],
      attributes: { ...float, out_type: attribute.type(dtype.int32) },
    });
    const places = graph.node("Range", name("places"), {
      inputs: [graph.integer(0), size, graph.integer(1)],
      attributes: { Tidx: attribute.type(dtype.int32) },
    });
    const stepped = hash(
      graph,
      name("step"),
      bits(graph, name("stepBits"), graph.read(step, dtype.int32)),
    );
    const base = hash(
      graph,
      name("base"),
      xor(graph, name("keyed"), stepped, bits(graph, name("keyBits"), graph.integer(key))),
    );
    const placed = xor(graph, name("placed"), bits(graph, name("placeBits"), places), base);
    const drawn = shift(graph, name("drawn"), hash(graph, name("hash"), placed), 8);
    const signed = graph.node("Cast", name("signed"), {
      inputs: [drawn],
      attributes: { SrcT: attribute.type(dtype.uint32), DstT: attribute.type(dtype.int32) },
    });
    const kept = graph.node("GreaterEqual", name("kept"), {
      inputs: [signed, graph.integer(thresholdOf(share))],
      attributes: { T: attribute.type(dtype.int32) },
    });
    const mask = graph.node("Cast", name("mask"), {
      inputs: [kept],
      attributes: { SrcT: attribute.type(dtype.bool), DstT: attribute.type(f32) },
    });
    const shaped = graph.node("Reshape", name("shaped"), {
      inputs: [mask, graph.integers([-1, ...shape])],
      attributes: { ...float, Tshape: attribute.type(dtype.int32) },
    });
    const turned =
      shape.length === 1
        ? shaped
        : graph.node("ReverseV2", name("turned"), {
            inputs: [shaped, graph.integers([1, 2])],
            attributes: { ...float, Tidx: attribute.type(dtype.int32) },
          });
    const whole = graph.node("Mul", name("whole"), {
      inputs: [read, graph.float(1 / (1 - share))],
      attributes: float,
    });
    const dropped = graph.node("Mul", output, { inputs: [whole, turned], attributes: float });
    graph.bind(output, dropped, f32);
  },
};

/** An int32 as a word without a sign. */
function bits(graph: GraphBuilder, name: string, integer: TensorName): TensorName {
  return graph.node("Bitcast", name, {
    inputs: [integer],
    attributes: { T: attribute.type(dtype.int32), type: attribute.type(dtype.uint32) },
  });
}

function xor(graph: GraphBuilder, name: string, a: TensorName, b: TensorName): TensorName {
  return graph.node("BitwiseXor", name, { inputs: [a, b], attributes: words });
}

function shift(graph: GraphBuilder, name: string, word: TensorName, by: number): TensorName {
  const places = bits(graph, `${name}/by`, graph.integer(by));
  return graph.node("RightShift", name, { inputs: [word, places], attributes: words });
}

function hash(graph: GraphBuilder, name: string, word: TensorName): TensorName {
  const mixed = (part: string, of: TensorName, by: number): TensorName =>
    xor(graph, `${name}/${part}`, of, shift(graph, `${name}/${part}Shifted`, of, by));
  const times = (part: string, of: TensorName, factor: number): TensorName =>
    graph.node("Mul", `${name}/${part}`, {
      inputs: [of, bits(graph, `${name}/${part}Bits`, graph.integer(factor | 0))],
      attributes: words,
    });
  const first = times("first", mixed("a", word, 16), 0x7feb352d);
  const second = times("second", mixed("b", first, 15), 0x846ca68b);
  return mixed("c", second, 16);
}
