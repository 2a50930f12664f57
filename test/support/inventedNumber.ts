import { derive } from "../../model/asking/derivation/derive.js";
import type { AnswerOf, InputOf } from "../../model/asking/index.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import { elementCount } from "../../model/network/layers.js";
import { outputOf } from "../../model/network/outputOf.js";

/** How an invented number of a network comes about, by its own rules; null where there is none. */
export function inventedNumber(
  graph: NetworkGraph,
  { node: id, channel, row, column }: InputOf<"derivedNumber">,
): AnswerOf<"derivedNumber"> | null {
  const node = graph.byId.get(outputOf(graph, id) ?? "");
  if (node === undefined) return null;
  const read = [node.id, ...node.inputs];
  const values = new Map(
    read.map((each, seed) => {
      const { outputShape } = graph.byId.get(each)!;
      return [each, wave(elementCount(outputShape), seed)] as const;
    }),
  );
  const tensors = new Map(
    node.parameterSpecs.map(({ name, shape }, seed) => {
      return [`${node.id}/${name}`, wave(elementCount(shape), seed + 0.5)] as const;
    }),
  );
  const seen = { graph, step: 0, values, masks: new Map(), learned: { graph, tensors } };
  const derived = derive(seen, node.id, { channel, row, column }, 4);
  return derived === null ? null : { ...derived, value: derived.result };
}

/** What of an image matters for a class: its middle, and for each class another row. */
export function inventedRelevance(
  graph: NetworkGraph,
  { node: id, label }: InputOf<"relevance">,
): AnswerOf<"relevance"> {
  const [, height = 1, width = 1] = graph.input;
  const [, rows, columns] = graph.byId.get(outputOf(graph, id) ?? "")?.outputShape ?? [];
  const heat = (tall: number, wide: number, hot: number) => {
    const pixels = new Uint8Array(tall * wide);
    pixels[hot] = 255;
    return { height: tall, width: wide, largest: 0.5, pixels };
  };
  return {
    ...{ step: 200, label: label ?? 0 },
    pixels: heat(height, width, (label ?? 0) * width + 7),
    maps: rows === undefined || columns === undefined ? null : heat(rows, columns, 1),
  };
}

function wave(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, place) => Math.sin(place * 0.7 + seed));
}
