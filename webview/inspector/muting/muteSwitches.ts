import { lineage, membersOf } from "../../../model/network/family.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import { isBlock, isPath } from "../../../model/network/kinds.js";
import { mutablePlaceOf, pathMutedAt } from "../../../model/network/mutable.js";
import type { NetworkNode } from "../../../model/network/node.js";
import type { NodeId } from "../../../model/network/spec.js";
import { mutednessOf, type Mutedness, type MutedParts } from "../../state/muting/mutedParts.js";
import { t } from "../../words/l10n.js";
import { shortTitle } from "../../words/nodeText.js";

/** A part of the network that can be muted from where a person looks. */
export interface MuteSwitch {
  readonly place: NodeId;
  readonly label: string;
  readonly muted: Mutedness;
}

/** Of a block its paths; of what is on a path that, and the layer where it is not all that the path gives. */
export function muteSwitchesOf(
  graph: NetworkGraph,
  node: NetworkNode,
  parts: MutedParts,
): readonly MuteSwitch[] {
  const paths = isBlock(node)
    ? membersOf(graph, node.id).filter(isPath)
    : lineage(graph, node.id).filter(isPath).slice(-1);
  const own = isBlock(node) ? null : mutablePlaceOf(graph, node.id);
  const isOfPath = own === null || pathMutedAt(graph, own.id) !== null;
  return [...paths, ...(isOfPath ? [] : [node])].flatMap((each) => {
    const place = mutablePlaceOf(graph, each.id);
    if (place === null) return [];
    const label = place.reader === null ? shortTitle(each) : t("{0}, a shortcut", shortTitle(each));
    return [{ place: place.id, label, muted: mutednessOf(parts, place.id) }];
  });
}
