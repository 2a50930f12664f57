import { channelsOf, membersOf } from "./family.js";
import type { NetworkGraph } from "./graph.js";
import { isPath } from "./kinds.js";
import type { NetworkNode } from "./node.js";
import type { NodeId } from "./spec.js";

/** Channels of a layer's input that one path gives. */
export interface ChannelSource {
  /** The path that gives them. */
  readonly node: NodeId;
  /** From 0. */
  readonly first: number;
  readonly channels: number;
}

/** Whether a node passes each channel on as the channel that it is. */
export function passesChannels({ kind }: Pick<NetworkNode, "kind">): boolean {
  return passing.has(kind);
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
  if (passesChannels(source)) return channelSourcesOf(graph, source);
  if (source.kind !== "concat") return [];
  // A path may end in a block, or be a shortcut: what it gives is named by the path all the same.
  const paths = membersOf(graph, source.parent).filter(isPath);
  let first = 0;
  return source.inputs.flatMap((id, place) => {
    const node = graph.byId.get(id);
    if (node === undefined) return [];
    const channels = channelsOf(node.outputShape);
    const given = { node: paths[place]?.id ?? id, first, channels };
    first += channels;
    return [given];
  });
}
