import type { ChannelExcitation } from "../../../model/asking/channelExcitation.js";
import type { NodeExcitation } from "../../../model/asking/excitation.js";
import { outputOf } from "../../../model/network/outputOf.js";
import { toldOfChannel } from "../../../model/asking/strongestUnits.js";
import { spanOf, type Span } from "../../../model/network/fieldSpan.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import { scoresOf } from "../../../model/network/scores.js";
import type { NodeId, PerAxis } from "../../../model/network/spec.js";
import type { Cell } from "../../state/choices.js";

/** What of an image excites a channel. */
export interface Patch {
  /** From 0, the strongest first. */
  readonly rank: number;
  /** The image's number in the test set. */
  readonly example: number;
  /** Numbers of classes: what it is, and what it is taken for. */
  readonly label: number;
  readonly chosen: number;
  readonly value: number;
  /** The channel's strongest unit. */
  readonly unit: Cell;
  /** What that sees of the image, in pixels of the network's input. */
  readonly rows: Span;
  readonly columns: Span;
  /** The input's sides. */
  readonly input: PerAxis;
}

/** What was found of a node; null where it has no output in use, or the answer is not of this network. */
export function excitationIn(
  answer: ChannelExcitation,
  graph: NetworkGraph,
  id: NodeId,
): NodeExcitation | null {
  return answer.nodes[outputOf(graph, id) ?? ""] ?? null;
}

/** As many as the node's output has; 0 where it has none in use. */
export function channelCount(graph: NetworkGraph, id: NodeId): number {
  const output = outputOf(graph, id);
  return graph.byId.get(output ?? "")?.outputShape[0] ?? 0;
}

/** Whether a node's channels are the network's classes. */
export function isOfClasses(graph: NetworkGraph, id: NodeId): boolean {
  return outputOf(graph, id) === scoresOf(graph);
}

/** The strongest first; none of a channel that no image excites, or that the node does not have. */
export function patchesOf(
  { labels, chosen }: Pick<ChannelExcitation, "labels" | "chosen">,
  { columns, channels, field, values, examples, places }: NodeExcitation,
  channel: number,
): readonly Patch[] {
  if (channel >= channels) return [];
  const [height, width] = field;
  return Array.from({ length: toldOfChannel }, (_, rank) => {
    const at = channel * toldOfChannel + rank;
    const example = examples[at] ?? -1;
    const place = places[at] ?? 0;
    const unit = { row: Math.floor(place / columns), column: place % columns };
    return {
      ...{ rank, example, unit, value: values[at] ?? NaN },
      ...{ label: labels[example] ?? NaN, chosen: chosen[example] ?? NaN },
      ...{ rows: spanOf(height, unit.row), columns: spanOf(width, unit.column) },
      input: [height.image, width.image] as const,
    };
  }).filter(({ example }) => example >= 0);
}
