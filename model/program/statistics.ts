import type { NetworkGraph, NetworkNode } from "../network/graph.js";
import type { Operation, ValueId } from "./operations.js";
import type { StatisticsOf } from "./program.js";
import type { ValueTable } from "./values.js";

/** Appends the live statistics of every layer; groups are aggregated from these outside the engine. */
export function appendStatistics(
  graph: NetworkGraph,
  values: ValueTable,
  operations: Operation[],
): readonly StatisticsOf[] {
  return graph.nodes
    .filter((node) => node.layer !== undefined)
    .map((node) => statisticsOf(node, values, operations));
}

function statisticsOf(
  node: NetworkNode,
  values: ValueTable,
  operations: Operation[],
): StatisticsOf {
  const scalar = (name: string): ValueId => values.fixed(`statistics/${node.id}/${name}`, []);
  const activation = scalar("activation");
  operations.push({ kind: "meanAbsolute", input: node.id, output: activation });

  let dead: ValueId | null = null;
  if (node.kind === "convolution") {
    dead = scalar("dead");
    operations.push({ kind: "deadShare", input: node.id, output: dead });
  }

  let gradient: ValueId | null = null;
  if (node.parameterSpecs.length > 0) {
    gradient = scalar("gradient");
    const inputs = node.parameterSpecs.map(({ name }) => `gradient/${node.id}/${name}`);
    operations.push({ kind: "norm", inputs, output: gradient });
  }
  return { node: node.id, activation, dead, gradient };
}
