import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { isPath } from "../../../model/network/kinds.js";
import { mutablePlaces } from "../../../model/network/mutable.js";
import { muteSwitchesOf } from "../../../webview/inspector/muting/muteSwitches.js";
import { crossPath, hatchPath, mutedMarksOf } from "../../../webview/layout/mutedMarks.js";
import { layoutScene } from "../../../webview/layout/layoutScene.js";
import { residualNetwork } from "../../support/residualNetwork.js";
import { testedNetworks } from "../../support/testedNetworks.js";

const graph = buildGraph(googlenet);
const last = "b3/3a/path2/conv3x3";
const reduction = "b3/3a/path2/conv1x1";

describe("the switches of a node", () => {
  const labelsOf = (of: typeof graph, id: string): readonly string[] =>
    muteSwitchesOf(of, of.byId.get(id)!, []).map(({ label }) => label);

  it("are a block's paths, the path and the layer", () => {
    expect(labelsOf(graph, "b3/3a")).toEqual(["path 1", "path 2", "path 3", "path 4"]);
    expect(labelsOf(graph, "b3/3a/path2")).toEqual(["path 2"]);
    expect(labelsOf(graph, last)).toEqual(["path 2"]);
    expect(labelsOf(graph, reduction)).toEqual(["path 2", "1×1 conv"]);
    expect(labelsOf(graph, "b1/conv7x7")).toEqual(["7×7 conv"]);
    expect(labelsOf(graph, "b3")).toEqual([]);
    expect(labelsOf(graph, "linear/dense")).toEqual([]);
    const residual = buildGraph(residualNetwork);
    expect(labelsOf(residual, "body/shortcut")).toEqual(["path 1, a shortcut", "path 2"]);
    // Nothing of a head is there in use, and its shortcut is all that goes on.
    expect(labelsOf(residual, "body/head")).toEqual([]);
  });

  it.each(testedNetworks)("lead to every place of $id", (spec) => {
    const of = buildGraph(spec);
    const reached = of.nodes.flatMap((node) => muteSwitchesOf(of, node, []));
    expect(new Set(reached.map(({ place }) => place))).toEqual(
      new Set(mutablePlaces(of).map(({ id }) => id)),
    );
  });
});

describe("the marks of what is muted", () => {
  const scene = layoutScene(graph, "b3/3a", 1000);

  it("are on all that comes to nothing", () => {
    const { marks, bands } = mutedMarksOf(scene, graph, [{ node: last, channels: null }]);
    expect(marks.map(({ id, isWhole }) => [id, isWhole])).toEqual([
      [reduction, true],
      [last, true],
    ]);
    expect([...bands]).toEqual([`${reduction}>${last}`, `${last}>b3/3a/concat`]);
    // What is before a muted layer goes on.
    const inner = mutedMarksOf(scene, graph, [{ node: reduction, channels: null }]);
    expect(inner.marks.map(({ id }) => id)).toEqual([reduction]);
    expect([...inner.bands]).toEqual([`${reduction}>${last}`]);
  });

  it("are as wide as the share of the channels", () => {
    const half = Array.from({ length: 64 }, (_, channel) => channel);
    const { marks, bands } = mutedMarksOf(scene, graph, [{ node: last, channels: half }]);
    const card = scene.nodes.find(({ id }) => id === last)!.box;
    expect(marks).toEqual([
      {
        ...{ id: last, isWhole: false },
        box: { ...card, x: card.x + card.width / 2, width: card.width / 2 },
      },
    ]);
    expect(bands.size).toBe(0);
  });

  it("tell of a folded card that something in it is muted", () => {
    const folded = layoutScene(graph, null, 2000, { folded: new Set(["b3/3a", "b4"]) });
    const parts = [last, "b4/4a/path1/conv1x1"].map((node) => ({ node, channels: null }));
    const { marks } = mutedMarksOf(folded, graph, parts);
    expect(marks.map(({ id, isWhole }) => [id, isWhole])).toEqual([
      ["b3/3a", false],
      ["b4", false],
    ]);
  });

  it.each(testedNetworks)("are there for every path and shortcut of $id", (spec) => {
    const of = buildGraph(spec);
    const whole = layoutScene(of, null, 2000);
    for (const { id } of of.nodes.filter(isPath)) {
      const [one] = muteSwitchesOf(of, of.byId.get(id)!, []);
      if (one === undefined) continue;
      const { marks, bands } = mutedMarksOf(whole, of, [{ node: one.place, channels: null }]);
      expect(marks.length, id).toBeGreaterThan(0);
      expect(bands.size, id).toBeGreaterThan(0);
    }
  });

  it("are lines within their box", () => {
    const box = { x: 10, y: 20, width: 30, height: 12 };
    const numbers = [...`${hatchPath(box, 7)}${crossPath(box)}`.matchAll(/([\d.]+),([\d.]+)/gu)];
    expect(numbers.length).toBeGreaterThan(8);
    for (const [, x, y] of numbers) {
      expect(Number(x)).toBeGreaterThanOrEqual(10);
      expect(Number(x)).toBeLessThanOrEqual(40);
      expect(Number(y)).toBeGreaterThanOrEqual(20);
      expect(Number(y)).toBeLessThanOrEqual(32);
    }
  });
});
