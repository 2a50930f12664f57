import type { NetworkGraph } from "../network/graph.js";
import type { NetworkNode } from "../network/node.js";
import type { NodeId } from "../network/spec.js";
import type { NodeTimings } from "./events.js";
import type { TimingsPoint } from "./state.js";

/** How long a pass through a node takes for one batch, and what it computes meanwhile. */
export interface PassTime {
  readonly milliseconds: number;
  /** Of one example in this pass. */
  readonly multiplyAdds: number;
}

/** What a node takes of a step. */
export interface NodeTimes {
  /** Null where the node computes nothing in this pass. */
  readonly forward: PassTime | null;
  readonly backward: PassTime | null;
  /** Both passes of the whole network. */
  readonly stepMilliseconds: number;
}

/** A multiplication and an addition. */
const operationsPerMultiplyAdd = 2;

/** The times of a node; null where it was not timed, or computes nothing. */
export function nodeTimesOf(
  graph: NetworkGraph,
  node: NetworkNode,
  { nodes }: Pick<TimingsPoint, "nodes">,
): NodeTimes | null {
  const forward = passOf(nodes[node.id]?.forward, node.multiplyAdds);
  const backward = passOf(nodes[node.id]?.backward, backwardMultiplyAdds(graph, node));
  if (forward === null && backward === null) return null;
  return {
    forward,
    backward,
    stepMilliseconds: graph.nodes
      .filter(({ parent }) => parent === null)
      .reduce((sum, { id }) => sum + (bothPasses(nodes, id) ?? 0), 0),
  };
}

function passOf(time: number | null | undefined, multiplyAdds: number): PassTime | null {
  const milliseconds = positive(time);
  return milliseconds === null ? null : { milliseconds, multiplyAdds };
}

/** Both passes of a node in milliseconds; null where neither was timed. */
export function bothPasses(
  nodes: Readonly<Record<NodeId, NodeTimings>>,
  id: NodeId,
): number | null {
  const [forward, backward] = [positive(nodes[id]?.forward), positive(nodes[id]?.backward)];
  return forward === null && backward === null ? null : (forward ?? 0) + (backward ?? 0);
}

/** Billions of operations a second, two for each multiply-add; null where there are none to count. */
export function gigaflopsOf(
  { milliseconds, multiplyAdds }: PassTime,
  batchSize: number,
): number | null {
  const operations = operationsPerMultiplyAdd * multiplyAdds * batchSize;
  return operations === 0 ? null : operations / (milliseconds * 1e6);
}

/** A clock too coarse for a node reads 0, and a record may hold anything. */
function positive(milliseconds: number | null | undefined): number | null {
  return typeof milliseconds === "number" && Number.isFinite(milliseconds) && milliseconds > 0
    ? milliseconds
    : null;
}

/**
 * The products of the backward pass: one for the gradient of the weights and one for that of the
 * input, each as many multiply-adds as the forward pass has.
 */
function backwardMultiplyAdds(graph: NetworkGraph, node: NetworkNode): number {
  const isInside = ({ id }: NetworkNode): boolean => id === node.id || id.startsWith(`${node.id}/`);
  return graph.nodes
    .filter((each) => each.layer !== undefined && isInside(each))
    .reduce(
      (sum, layer) => sum + layer.multiplyAdds * (needsInputGradient(graph, layer) ? 2 : 1),
      0,
    );
}

/** False for a convolution before which nothing is learned: nobody asks for the gradient of the image. */
function needsInputGradient(graph: NetworkGraph, { kind, inputs }: NetworkNode): boolean {
  return kind !== "convolution" || inputs.some((id) => isLearned(graph, id));
}

/** Whether a value depends on a parameter. */
function isLearned(graph: NetworkGraph, id: NodeId): boolean {
  const node = graph.byId.get(id);
  if (node === undefined) return false;
  return node.parameterSpecs.length > 0 || node.inputs.some((each) => isLearned(graph, each));
}
