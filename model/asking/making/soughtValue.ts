import { channelsOf } from "../../network/family.js";
import type { NetworkGraph } from "../../network/graph.js";
import type { NodeId } from "../../network/spec.js";
import { beforeActivation } from "../../program/forward.js";
import type { ValueId } from "../../program/operations.js";

/** A channel of a value. */
export interface SoughtValue {
  readonly value: ValueId;
  readonly channel: number;
}

/**
 * Where a node's channel is excited: in the layer that a concatenation has it from, and before its activation, so
 * that a gradient leads on also from an image for which it is silent.
 */
export function soughtValue(graph: NetworkGraph, id: NodeId, channel: number): SoughtValue {
  const node = graph.byId.get(id);
  if (node === undefined) throw new RangeError(`The network has no node ${id}.`);
  if (node.kind !== "concat") return { value: beforeActivation(node), channel };
  let first = 0;
  for (const input of node.inputs) {
    const channels = channelsOf(graph.byId.get(input)?.outputShape ?? []);
    if (channel < first + channels) return soughtValue(graph, input, channel - first);
    first += channels;
  }
  throw new RangeError(`${id} has no channel ${channel}.`);
}
