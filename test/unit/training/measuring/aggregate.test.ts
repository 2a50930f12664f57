import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../../model/network/graph.js";
import type { LayerStatistics } from "../../../../model/engine/measurements.js";
import { aggregateStatistics } from "../../../../model/training/measuring/aggregate.js";
import { tinyNetwork } from "../../../support/tinyNetwork.js";

const graph = buildGraph(tinyNetwork);
const rate = 0.1;
const nothing = { activation: null, energy: null, dead: null, weight: null, gradient: null };
const layers: LayerStatistics = new Map(
  graph.nodes
    .filter(({ layer }) => layer !== undefined)
    .map(({ id, kind }, index) => {
      const isConvolution = kind === "convolution";
      const hasParameters = isConvolution || kind === "dense";
      return [
        id,
        {
          activation: index,
          energy: index ** 2,
          dead: isConvolution ? index / 100 : null,
          weight: hasParameters ? index + 1 : null,
          gradient: hasParameters ? index : null,
        },
      ];
    }),
);
const all = aggregateStatistics(graph, layers, rate);
const layer = (id: string) => layers.get(id) ?? nothing;

describe("aggregateStatistics", () => {
  it("has every node but the input", () => {
    const ids = graph.nodes.map(({ id }) => id).filter((id) => id !== "input");
    expect(Object.keys(all).toSorted()).toEqual(ids.toSorted());
  });

  it("gives a path its output's activation and energy, and the norms over its layers", () => {
    const [reduce, wide] = [layer("body/a/path2/conv1x1"), layer("body/a/path2/conv3x3")];
    const path = all["body/a/path2"];
    expect(path).toMatchObject({ activation: wide.activation, energy: wide.energy });
    expect(path?.gradient).toBeCloseTo(Math.hypot(reduce.gradient ?? 0, wide.gradient ?? 0));
    expect(path?.weight).toBeCloseTo(Math.hypot(reduce.weight ?? 0, wide.weight ?? 0));
    // 2 and 3 filters.
    expect(path?.dead).toBeCloseTo(((reduce.dead ?? 0) * 2 + (wide.dead ?? 0) * 3) / 5);
  });

  it.each(["activation", "energy"] as const)(
    "weighs the %s of a concatenation's paths with their channels",
    (name) => {
      const ends = ["path1/conv1x1", "path2/conv3x3", "path3/conv5x5", "path4/conv1x1"];
      const channels = [2, 3, 2, 2];
      const sum = ends.reduce(
        (total, end, index) => total + (layer(`body/a/${end}`)[name] ?? 0) * (channels[index] ?? 0),
        0,
      );
      expect(all["body/a/concat"]?.[name]).toBeCloseTo(sum / 9);
      expect(all["body/a"]?.[name]).toBe(all["body/a/concat"]?.[name]);
    },
  );

  it("tells how far a step moves the parameters, relative to their norm", () => {
    for (const { gradient, weight, update } of Object.values(all)) {
      if (gradient === null || weight === null) expect(update).toBeNull();
      else expect(update).toBeCloseTo((rate * gradient) / weight);
    }
    const zero = new Map(layers).set("linear/dense", { ...nothing, weight: 0, gradient: 1 });
    expect(aggregateStatistics(graph, zero, rate)["linear/dense"]?.update).toBeNull();
  });

  it("leaves out what a layer does not have", () => {
    const absent = { dead: null, gradient: null, weight: null, update: null };
    expect(all["stem/pool"]).toMatchObject(absent);
    expect(all["linear"]).toMatchObject({ dead: null });
  });

  it("skips numbers that are not finite", () => {
    const some = new Map(layers).set("stem/conv7x7", nothing);
    expect(aggregateStatistics(graph, some, rate)["stem"]).toMatchObject({
      dead: null,
      gradient: null,
    });
  });
});
