import type { ValueId } from "../../program/operations.js";
import type { GraphBuilder, TensorName } from "./graphBuilder.js";
import { attribute, dtype } from "./graphDef.js";

/** Nodes that draw as `dropoutMask.ts` does, in words of 32 bits. */
const words = { T: attribute.type(dtype.uint32) };

/** What all draws of one step and key have in common. */
export function baseOfDraws(
  graph: GraphBuilder,
  name: string,
  { step, key }: { readonly step: ValueId; readonly key: number },
): TensorName {
  const number = bits(graph, `${name}/number`, graph.read(step, dtype.int32));
  const keyed = bits(graph, `${name}/key`, graph.integer(key));
  const mixed = xor(graph, `${name}/mixed`, hash(graph, `${name}/step`, number), keyed);
  return hash(graph, `${name}/base`, mixed);
}

/** An int32 as a word without a sign. */
export function bits(graph: GraphBuilder, name: string, integer: TensorName): TensorName {
  return graph.node("Bitcast", name, {
    inputs: [integer],
    attributes: { T: attribute.type(dtype.int32), type: attribute.type(dtype.uint32) },
  });
}

export function xor(graph: GraphBuilder, name: string, a: TensorName, b: TensorName): TensorName {
  return graph.node("BitwiseXor", name, { inputs: [a, b], attributes: words });
}

export function shift(graph: GraphBuilder, name: string, word: TensorName, by: number): TensorName {
  const places = bits(graph, `${name}/by`, graph.integer(by));
  return graph.node("RightShift", name, { inputs: [word, places], attributes: words });
}

export function hash(graph: GraphBuilder, name: string, word: TensorName): TensorName {
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
