import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import type { NodeStatistics } from "../../../model/run/events.js";
import { aggregateStatistics } from "../../../model/training/aggregate.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";

const graph = buildGraph(tinyNetwork);
const layers = new Map<string, NodeStatistics>(
  graph.nodes
    .filter(({ layer }) => layer !== undefined)
    .map(({ id, kind }, index) => [
      id,
      {
        activation: index,
        dead: kind === "convolution" ? index / 100 : null,
        gradient: kind === "convolution" || kind === "dense" ? index : null,
      },
    ]),
);
const all = aggregateStatistics(graph, layers);
const layer = (id: string): NodeStatistics =>
  layers.get(id) ?? { activation: null, dead: null, gradient: null };

describe("aggregateStatistics", () => {
  it("has every node but the input", () => {
    const ids = graph.nodes.map(({ id }) => id).filter((id) => id !== "input");
    expect(Object.keys(all).toSorted()).toEqual(ids.toSorted());
  });

  it("gives a path its output's activation and the norm over its layers", () => {
    const [reduce, wide] = [layer("body/a/path2/conv1x1"), layer("body/a/path2/conv3x3")];
    expect(all["body/a/path2"]?.activation).toBe(wide.activation);
    expect(all["body/a/path2"]?.gradient).toBeCloseTo(
      Math.hypot(reduce.gradient ?? 0, wide.gradient ?? 0),
    );
    // 2 and 3 filters.
    expect(all["body/a/path2"]?.dead).toBeCloseTo(
      ((reduce.dead ?? 0) * 2 + (wide.dead ?? 0) * 3) / 5,
    );
  });

  it("weighs the paths of a concatenation with their channels", () => {
    const ends = ["path1/conv1x1", "path2/conv3x3", "path3/conv5x5", "path4/conv1x1"];
    const channels = [2, 3, 2, 2];
    const sum = ends.reduce(
      (total, end, index) =>
        total + (layer(`body/a/${end}`).activation ?? 0) * (channels[index] ?? 0),
      0,
    );
    expect(all["body/a/concat"]?.activation).toBeCloseTo(sum / 9);
    expect(all["body/a"]?.activation).toBe(all["body/a/concat"]?.activation);
  });

  it("leaves out what a layer does not have", () => {
    expect(all["stem/pool"]).toMatchObject({ dead: null, gradient: null });
    expect(all["linear"]).toMatchObject({ dead: null });
  });

  it("skips numbers that are not finite", () => {
    const some = new Map(layers).set("stem/conv7x7", {
      activation: null,
      dead: null,
      gradient: null,
    });
    expect(aggregateStatistics(graph, some)["stem"]).toMatchObject({ dead: null, gradient: null });
  });
});
