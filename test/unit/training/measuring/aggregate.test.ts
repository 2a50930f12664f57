import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../../model/network/graph.js";
import type { LayerStatistics } from "../../../../model/engine/measurements.js";
import { aggregateStatistics } from "../../../../model/training/measuring/aggregate.js";
import { googlenetPaper } from "../../../../model/network/googlenet-paper/spec.js";
import { headsOf } from "../../../../model/network/heads.js";
import { tinyNetwork } from "../../../support/tinyNetwork.js";

const graph = buildGraph(tinyNetwork);
const rate = 0.1;
const nothing = {
  ...{ activation: null, energy: null, dead: null, weight: null, gradient: null },
  ...{ loss: null, accuracy: null },
};
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
          ...{ loss: null, accuracy: null },
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

describe("the statistics of an auxiliary head", () => {
  const paper = buildGraph(googlenetPaper);
  const scores = new Map(headsOf(paper).map((head, index) => [head.scores, index + 1]));
  const measured: LayerStatistics = new Map(
    paper.nodes
      .filter(({ layer }) => layer !== undefined)
      .map(({ id }) => {
        const loss = scores.get(id) ?? null;
        return [id, { ...nothing, loss, accuracy: loss === null ? null : loss / 10 }];
      }),
  );
  const of = aggregateStatistics(paper, measured, rate);

  it("are those of its block and of its branch too, and of nothing else", () => {
    const told = Object.entries(of).filter(([, each]) => "loss" in each);
    const idsOf = (head: string) => [head, `${head}/path2`, `${head}/path2/dense_2`];
    const ids = ["b4/head1", "b4/head2"].flatMap(idsOf);
    expect(told.map(([id]) => id).sort()).toEqual(ids.sort());
    expect(of["b4/head1"]).toMatchObject({ loss: 1, accuracy: 0.1 });
    expect(of["b4/head2"]).toMatchObject({ loss: 2, accuracy: 0.2 });
  });
});
