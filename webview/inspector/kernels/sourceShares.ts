import { channelSourcesOf, type ChannelSource } from "../../../model/network/channelSources.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import type { LayerWeights } from "../../../model/run/layerWeights.js";

/** How much of a layer's weights lies on what one path gives it. */
export interface SourceShare extends ChannelSource {
  /** Of the sum of all squared weights; those of all paths come to 1. */
  readonly share: number;
  /** The same of one channel, beside that of a channel of the whole: 1 where a path is read as any other. */
  readonly perChannel: number;
}

/**
 * By the weights of a layer that reads a concatenation, [..., in, out]: which of its paths it listens to. Nothing
 * for one that does not, or whose weights are not these channels'.
 */
export function sourceSharesOf(
  graph: NetworkGraph,
  node: NetworkNode,
  { shape, values }: Pick<LayerWeights, "shape" | "values">,
): readonly SourceShare[] {
  const sources = channelSourcesOf(graph, node);
  const [inputs = 0, outputs = 0] = shape.slice(-2);
  const channels = sources.reduce((sum, source) => sum + source.channels, 0);
  if (sources.length === 0 || channels !== inputs) return [];
  const squares = new Float64Array(inputs);
  values.forEach((value, place) => {
    const input = Math.floor(place / outputs) % inputs;
    squares[input] = (squares[input] ?? 0) + value * value;
  });
  const whole = sumOf(squares);
  return sources.map((source) => {
    const own = sumOf(squares.subarray(source.first, source.first + source.channels));
    const share = whole === 0 ? 0 : own / whole;
    return { ...source, share, perChannel: share / (source.channels / channels) };
  });
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
