import { isJoin, isRectified } from "../../network/kinds.js";
import type { LayerStatistics } from "../../engine/measurements.js";
import type { NetworkGraph } from "../../network/graph.js";
import { isGroup, type NetworkNode } from "../../network/node.js";
import type { NodeId } from "../../network/spec.js";
import type { RunConfig } from "../../run/config.js";
import type { NodeStatistics } from "../../run/events.js";

type Measured = LayerStatistics extends ReadonlyMap<NodeId, infer Each> ? Each : never;

/**
 * The statistics of every node from those of the layers, and how far a step of this stride moves their
 * parameters, where one is known. A group's activation and energy are those of its output, its dead share that of all
 * its ReLU channels, its weight and gradient the norms over all its parameters.
 */
export function aggregateStatistics(
  graph: NetworkGraph,
  layers: LayerStatistics,
  stride: number | null,
): Readonly<Record<NodeId, NodeStatistics>> {
  const all = new Map<NodeId, Measured>(layers);
  for (const node of graph.nodes.filter(isJoin)) {
    if (!all.has(node.id)) all.set(node.id, concatStatistics(graph, node, all));
  }
  for (const node of graph.nodes.filter(isGroup)) {
    all.set(node.id, groupStatistics(graph, node, all));
  }
  return Object.fromEntries(
    [...all].map(([id, { loss, accuracy, ...measured }]) => {
      const update = updateOf(measured, stride);
      return [id, { ...measured, update, ...(loss !== null && { loss, accuracy }) }];
    }),
  );
}

/**
 * How far a step goes along the gradient. Null where that is not known: an optimizer that remembers goes
 * another way, and a clipped gradient is not the one that is measured.
 */
export function strideOf(
  { optimizer, clipNorm }: Pick<RunConfig, "optimizer" | "clipNorm">,
  rate: number,
): number | null {
  return optimizer === "sgd" && clipNorm === null ? rate : null;
}

/** Null where there are no parameters, or where all of them are 0. */
function updateOf(
  { gradient, weight }: Pick<Measured, "gradient" | "weight">,
  stride: number | null,
): number | null {
  if (stride === null || gradient === null || weight === null || weight === 0) return null;
  return (stride * gradient) / weight;
}

function concatStatistics(
  graph: NetworkGraph,
  node: NetworkNode,
  all: ReadonlyMap<NodeId, Measured>,
): Measured {
  const inputs = node.inputs.flatMap((id) => graph.byId.get(id) ?? []);
  const mean = (name: keyof Measured): number | null =>
    channelMean(inputs, ({ id }) => all.get(id)?.[name] ?? null);
  return {
    activation: mean("activation"),
    energy: mean("energy"),
    dead: mean("dead"),
    ...{ weight: null, gradient: null, loss: null, accuracy: null },
  };
}

function groupStatistics(
  graph: NetworkGraph,
  group: NetworkNode,
  all: ReadonlyMap<NodeId, Measured>,
): Measured {
  const members = graph.nodes.filter(
    (node) => node.id.startsWith(`${group.id}/`) && !isGroup(node),
  );
  const relus = members.filter(isRectified);
  // What a shortcut gives is what it gets.
  const output = all.get(members.at(-1)?.id ?? group.inputs[0] ?? "");
  const normOf = (name: "weight" | "gradient"): number | null =>
    norm(members.map(({ id }) => all.get(id)?.[name] ?? null));
  return {
    activation: output?.activation ?? null,
    energy: output?.energy ?? null,
    dead: channelMean(relus, ({ id }) => all.get(id)?.dead ?? null),
    weight: normOf("weight"),
    gradient: normOf("gradient"),
    ...scoresOf(group, members, all),
  };
}

/** What an auxiliary head's block, and its branch, tell of the classes. */
function scoresOf(
  { kind }: NetworkNode,
  members: readonly NetworkNode[],
  all: ReadonlyMap<NodeId, Measured>,
): Pick<Measured, "loss" | "accuracy"> {
  const told = members.flatMap(({ id }) => all.get(id) ?? []).filter(({ loss }) => loss !== null);
  const [only, ...others] = told;
  if (only === undefined || others.length > 0 || kind === "module") {
    return { loss: null, accuracy: null };
  }
  return { loss: only.loss, accuracy: only.accuracy };
}

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
