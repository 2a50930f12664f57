import { headsOf } from "../network/heads.js";
import { isMeasured, isRectified, keepsSigns } from "../network/kinds.js";
import type { NetworkGraph } from "../network/graph.js";
import type { NetworkNode } from "../network/node.js";
import { histogramBinCount } from "../run/histogramBins.js";
import type { Operation, ValueId } from "./operations.js";
import { ends, headLossOf, type HistogramsOf, type StatisticsOf } from "./program.js";
import type { ValueTable } from "./values.js";

/** Buckets for every output of a whole batch would cost more than the step. */
const histogramExamples = 8;

/** Appends the live statistics of every layer and sum; groups are aggregated from these outside the engine. */
export function appendStatistics(
  graph: NetworkGraph,
  values: ValueTable,
  operations: Operation[],
): readonly StatisticsOf[] {
  const heads = new Set(headsOf(graph).map(({ scores }) => scores));
  return measuredOf(graph).map((node) => {
    const isHead = heads.has(node.id);
    const measure = (name: string, operation: (output: ValueId) => Operation): ValueId => {
      const output = values.fixed(`statistics/${node.id}/${name}`, []);
      operations.push(operation(output));
      return output;
    };
    const input = node.id;
    const parameters = node.parameterSpecs.map(({ name }) => `${node.id}/${name}`);
    const hasParameters = parameters.length > 0;
    const gradients = parameters.map((id) => `gradient/${id}`);
    const isNonNegative = isNowhereNegative(graph, node);
    return {
      node: node.id,
      activation: measure("activation", (output) => ({
        kind: "meanAbsolute",
        input,
        output,
        isNonNegative,
      })),
      energy: measure("energy", (output) => ({ kind: "meanSquare", input, output })),
      dead: isRectified(node)
        ? measure("dead", (output) => ({ kind: "deadShare", input, output }))
        : null,
      weight: hasParameters
        ? measure("weight", (output) => ({ kind: "norm", inputs: parameters, output }))
        : null,
      gradient: hasParameters
        ? measure("gradient", (output) => ({ kind: "norm", inputs: gradients, output }))
        : null,
      loss: isHead ? headLossOf(node.id) : null,
      accuracy: isHead
        ? measure("accuracy", (output) => {
            return { kind: "accuracy", logits: node.id, labels: ends.labels, output };
          })
        : null,
    };
  });
}

/** Appends the histograms of every layer and sum. */
export function appendHistograms(
  graph: NetworkGraph,
  values: ValueTable,
  operations: Operation[],
): readonly HistogramsOf[] {
  return measuredOf(graph).map((node) => {
    const measure = (name: string, input: ValueId): ValueId => {
      const output = values.fixed(`histograms/${node.id}/${name}`, [histogramBinCount]);
      operations.push({ kind: "histogram", input, examples: histogramExamples, output });
      return output;
    };
    const weight = node.parameterSpecs.length > 0 ? `${node.id}/weight` : null;
    return {
      node: node.id,
      activation: measure("activation", node.id),
      weight: weight === null ? null : measure("weight", weight),
      gradient: weight === null ? null : measure("gradient", `gradient/${weight}`),
    };
  });
}

function isNowhereNegative(graph: NetworkGraph, node: NetworkNode): boolean {
  if (isRectified(node)) return true;
  const inputs = node.inputs.map((id) => graph.byId.get(id));
  return (
    keepsSigns(node) &&
    inputs.every((input) => input !== undefined && isNowhereNegative(graph, input))
  );
}

function measuredOf(graph: NetworkGraph): readonly NetworkNode[] {
  return graph.nodes.filter(isMeasured);
}
