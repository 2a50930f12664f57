import { channelsOf } from "./family.js";
import type { NetworkGraph } from "./graph.js";
import type { NetworkNode } from "./node.js";
import type { NodeId } from "./spec.js";

/** Channels of a layer's input that one path gives. */
export interface ChannelSource {
  /** The path, or what ends it where it is none. */
  readonly node: NodeId;
  /** From 0. */
  readonly first: number;
  readonly channels: number;
}

/** These pass each channel on as the channel that it is. */
const passing: ReadonlySet<NetworkNode["kind"]> = new Set([
  "maxPool",
  "averagePool",
  "globalAveragePool",
  "localResponseNormalization",
  "dropout",
]);

/**
 * Which paths of a block give which channels of what a layer reads, through pooling and what else passes
 * channels on; nothing where it reads no concatenation.
 */
export function channelSourcesOf(
  graph: NetworkGraph,
  { inputs }: Pick<NetworkNode, "inputs">,
): readonly ChannelSource[] {
  const source = graph.byId.get(inputs[0] ?? "");
  if (source === undefined || inputs.length > 1) return [];
  if (passing.has(source.kind)) return channelSourcesOf(graph, source);
  if (source.kind !== "concat") return [];
  let first = 0;
  return source.inputs.flatMap((id) => {
    const node = graph.byId.get(id);
    if (node === undefined) return [];
    const channels = channelsOf(node.outputShape);
    const given = { node: node.parent ?? id, first, channels };
    first += channels;
    return [given];
  });
}
