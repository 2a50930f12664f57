import { lineage } from "../../model/network/family.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import { isBlock, isPath } from "../../model/network/kinds.js";
import { pathMutedAt, type MutedPart } from "../../model/network/mutable.js";
import type { NodeId } from "../../model/network/spec.js";
import { formatCount } from "./format.js";
import { t } from "./l10n.js";
import { longTitle } from "./nodeText.js";

/** So many channels are named one by one. */
const mostNamed = 3;

/** A part of a network by its name, with the block and the path that it is of. */
export function partText(graph: NetworkGraph, { node, channels }: MutedPart): string {
  if (channels === null) return placeText(graph, pathMutedAt(graph, node)?.id ?? node);
  const place = placeText(graph, node);
  if (channels.length > mostNamed)
    return t("{0}, {1} channels", place, formatCount(channels.length));
  return channels.length === 1
    ? t("{0}, channel {1}", place, channels.join(", "))
    : t("{0}, channels {1}", place, channels.join(", "));
}

/** A node by its name, with the block and the path that it is of. */
export function placeText(graph: NetworkGraph, id: NodeId): string {
  const nodes = lineage(graph, id);
  const around = nodes.filter((node) => node.id === id || isBlock(node) || isPath(node));
  return around.map(longTitle).join(", ");
}
