import { describe, expect, it } from "vitest";
import { featuresOf } from "../../../model/network/features.js";
import { buildGraph } from "../../../model/network/graph.js";
import { findNetwork } from "../../../model/network/index.js";
import { withoutNormalization } from "../../../model/network/withoutNormalization.js";
import { testedNetworks } from "../../support/testedNetworks.js";

describe("what a classifier reads", () => {
  it.each(testedNetworks.map((spec) => [spec.id, spec] as const))(
    "is what the last weights of %s are given",
    (_, spec) => {
      const graph = buildGraph(withoutNormalization(spec));
      const last = graph.nodes.findLast(
        ({ parameterSpecs, isTrainingOnly }) =>
          parameterSpecs.length > 0 && isTrainingOnly !== true,
      );
      expect(last?.inputs).toEqual([featuresOf(graph)]);
    },
  );

  it.each([
    ["googlenet", [1024]],
    ["alexnet", [4096]],
    ["nin", [10, 5, 5]],
  ] as const)("has in %s the shape %j", (id, shape) => {
    const graph = buildGraph(findNetwork(id)!);
    expect(graph.byId.get(featuresOf(graph))?.outputShape).toEqual(shape);
  });
});
