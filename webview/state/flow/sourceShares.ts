import { channelSourcesOf, type ChannelSource } from "../../../model/network/channelSources.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";

/** How much of what a layer reads comes from one path. */
export interface SourceShare extends ChannelSource {
  /** Of all that the layer reads; those of all paths come to 1. */
  readonly share: number;
  /** The same of one channel, beside that of a channel of the whole: 1 where a path is read as any other. */
  readonly perChannel: number;
}

/**
 * Which paths of a concatenation a layer listens to, by how strongly it reads each of its input channels.
 * Nothing for one that does not read any, or where these are not its channels.
 */
export function sharesBySource(
  graph: NetworkGraph,
  node: Pick<NetworkNode, "inputs">,
  strengths: ArrayLike<number>,
): readonly SourceShare[] {
  const sources = channelSourcesOf(graph, node);
  const channels = sources.reduce((sum, source) => sum + source.channels, 0);
  if (sources.length === 0 || channels !== strengths.length) return [];
  const whole = sumOf(strengths, 0, channels);
  return sources.map((source) => {
    const own = sumOf(strengths, source.first, source.channels);
    const share = whole === 0 ? 0 : own / whole;
    return { ...source, share, perChannel: share / (source.channels / channels) };
  });
}

function sumOf(values: ArrayLike<number>, first: number, count: number): number {
  let sum = 0;
  for (let place = first; place < first + count; place++) sum += values[place] ?? 0;
  return sum;
}
