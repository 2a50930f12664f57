import type { NetworkGraph, NetworkNode } from "../network/graph.js";
import type { NodeId } from "../network/spec.js";
import type { NodeStatistics } from "../run/events.js";

type Statistics = Readonly<Record<NodeId, NodeStatistics>>;

/**
 * The statistics of every node from those of the layers. A group's activation is that of its
 * output, its dead share that of all its ReLU channels, its gradient the norm over all its parameters.
 */
export function aggregateStatistics(
  graph: NetworkGraph,
  layers: ReadonlyMap<NodeId, NodeStatistics>,
): Statistics {
  const all = new Map(layers);
  for (const node of graph.nodes.filter(({ kind }) => kind === "concat")) {
    all.set(node.id, concatStatistics(graph, node, all));
  }
  for (const node of graph.nodes.filter(isGroup)) {
    all.set(node.id, groupStatistics(graph, node, all));
  }
  return Object.fromEntries(all);
}

function isGroup({ kind }: NetworkNode): boolean {
  return kind === "module" || kind === "inception" || kind === "path";
}

function concatStatistics(
  graph: NetworkGraph,
  node: NetworkNode,
  all: ReadonlyMap<NodeId, NodeStatistics>,
): NodeStatistics {
  const inputs = node.inputs.flatMap((id) => graph.byId.get(id) ?? []);
  const mean = (read: (statistics: NodeStatistics) => number | null): number | null =>
    channelMean(inputs, (input) => read(all.get(input.id) ?? unknown));
  return { activation: mean((s) => s.activation), dead: mean((s) => s.dead), gradient: null };
}

function groupStatistics(
  graph: NetworkGraph,
  group: NetworkNode,
  all: ReadonlyMap<NodeId, NodeStatistics>,
): NodeStatistics {
  const members = graph.nodes.filter(
    (node) => node.id.startsWith(`${group.id}/`) && !isGroup(node),
  );
  const relus = members.filter(({ kind }) => kind === "convolution");
  const output = members.at(-1);
  return {
    activation: all.get(output?.id ?? "")?.activation ?? null,
    dead: channelMean(relus, ({ id }) => all.get(id)?.dead ?? null),
    gradient: norm(members.map(({ id }) => all.get(id)?.gradient ?? null)),
  };
}

const unknown: NodeStatistics = { activation: null, dead: null, gradient: null };

/** The mean over the nodes that have the number, each weighted with its output channels. */
function channelMean(
  nodes: readonly NetworkNode[],
  read: (node: NetworkNode) => number | null,
): number | null {
  let total = 0;
  let channels = 0;
  for (const node of nodes) {
    const value = read(node);
    if (value === null) continue;
    const weight = node.outputShape[0] ?? 0;
    total += value * weight;
    channels += weight;
  }
  return channels === 0 ? null : total / channels;
}

function norm(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.hypot(...known);
}
