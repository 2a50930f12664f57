import { channelsOf, lineage, membersOf } from "./family.js";
import type { NetworkGraph } from "./graph.js";
import { isHead } from "./heads.js";
import { isJoin, isPath } from "./kinds.js";
import type { NetworkNode } from "./node.js";
import { isComputed, outputOf } from "./outputOf.js";
import { scoresOf } from "./scores.js";
import type { NodeId } from "./spec.js";

/** A part of a network that is taken away: whoever reads it finds zeros. */
export interface MutedPart {
  /** A path of a block, or a node that computes. */
  readonly node: NodeId;
  /** Those of its channels that are, from 0; null for all. */
  readonly channels: readonly number[] | null;
}

/** Where a network can be muted: a value is, for all that read it, or what a join reads of it. */
export interface MutablePlace {
  /** The node that computes the value, or the shortcut. */
  readonly id: NodeId;
  readonly value: NodeId;
  readonly channels: number;
  /** Null for a value that is muted for all; else the join, and which of its inputs is muted. */
  readonly reader: { readonly join: NodeId; readonly input: number } | null;
}

/**
 * The place of a path, a shortcut among them, or of a node that computes; null for what cannot be muted: groups
 * of paths, the scores, and what is not there when the network is used. A path has the place of its last node.
 */
export function mutablePlaceOf(graph: NetworkGraph, id: NodeId): MutablePlace | null {
  const node = graph.byId.get(id);
  if (node === undefined || node.isTrainingOnly === true || id === scoresOf(graph)) return null;
  if (!isPath(node)) return isComputed(graph, node) ? placeOf(graph, node) : null;
  const last = graph.byId.get(outputOf(graph, id) ?? "");
  return last === undefined ? shortcutOf(graph, node) : placeOf(graph, last);
}

/** The path that gives nothing where that place is muted; null for a place within a path, or on the trunk. */
export function pathMutedAt(graph: NetworkGraph, place: NodeId): NetworkNode | null {
  const paths = lineage(graph, place).filter(isPath);
  return paths.find(({ id }) => mutablePlaceOf(graph, id)?.id === place) ?? null;
}

/** Every place once, in the network's order. */
export function mutablePlaces(graph: NetworkGraph): readonly MutablePlace[] {
  return graph.nodes.flatMap(({ id }) => {
    const place = mutablePlaceOf(graph, id);
    return place?.id === id ? [place] : [];
  });
}

function placeOf(graph: NetworkGraph, { id, outputShape }: NetworkNode): MutablePlace | null {
  if (id === scoresOf(graph)) return null;
  return { id, value: id, channels: channelsOf(outputShape), reader: null };
}

/** A path that passes on what its block is given. A head's computes nothing, and is all that goes on. */
function shortcutOf(graph: NetworkGraph, path: NetworkNode): MutablePlace | null {
  const members = membersOf(graph, path.parent);
  const join = members.find(isJoin);
  const input = members.filter(isPath).indexOf(path);
  const value = path.inputs[0];
  const block = graph.byId.get(path.parent ?? "");
  if (join === undefined || value === undefined || block === undefined || isHead(block))
    return null;
  return {
    ...{ id: path.id, value, channels: channelsOf(path.outputShape) },
    reader: { join: join.id, input },
  };
}
