import type { NetworkGraph } from "../network/graph.js";
import { isHead } from "../network/heads.js";
import type { NetworkNode } from "../network/node.js";
import { seriesOf, type Metric } from "./metric.js";
import { trainAccuracy } from "./trainAccuracy.js";
import { trainLoss } from "./trainLoss.js";

/**
 * What the scores beside the trunk say of the classes in training, two metrics for each auxiliary head; none
 * for networks without. They are measured with the statistics of the nodes, so at some of the steps.
 */
export function headMetrics(graph: NetworkGraph): readonly Metric[] {
  return graph.nodes
    .filter(isHead)
    .flatMap((node) => [
      metricOf(node, trainLoss, "loss"),
      metricOf(node, trainAccuracy, "accuracy"),
    ]);
}

/** As of the whole network; what a run's summary says is not of a head. */
function metricOf(node: NetworkNode, whole: Metric, number: "loss" | "accuracy"): Metric {
  const { title, short, unit, chart, every, best } = whole;
  const series: Metric["series"] = ({ statistics = [] }) => {
    const points = statistics.flatMap(({ step, nodes }) => {
      const value = nodes[node.id]?.[number] ?? null;
      return value === null ? [] : [{ step, value }];
    });
    return seriesOf(points, ({ value }) => value);
  };
  return {
    ...{ title, short, unit, chart, every, best, node },
    ...{ id: `${node.id}/${number}`, isNoisy: false, series },
    format: (value) => whole.format(value),
  };
}
