import { describe, expect, it } from "vitest";
import { googlenetPaper } from "../../../model/network/googlenet-paper/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { headsOf, isHead, isPassing } from "../../../model/network/heads.js";
import { nodeTitle } from "../../../model/network/nodeTitle.js";
import { historiesOf } from "../../../webview/inspector/statistics/historyView.js";
import { layoutScene } from "../../../webview/layout/layoutScene.js";
import { formatShare } from "../../../webview/words/format.js";
import { liveValuesOf } from "../../../webview/state/liveValues.js";

const graph = buildGraph(googlenetPaper);

describe.each([null, "b4", "b4/head1"])("a head in the picture of %s", (scope) => {
  const scene = layoutScene(graph, scope, 1000);
  const shown = graph.nodes.filter(
    (node) => isHead(node) && (scope === null || node.id.startsWith(scope)),
  );

  it("is a branch that leaves the trunk, and does not come back to it", () => {
    expect(shown.length).toBeGreaterThan(0);
    const ids = scene.bands.map(({ id }) => id);
    for (const { id } of shown) {
      expect(ids.filter((band) => band.endsWith(`>${id}/path2/pool`))).toHaveLength(1);
      expect(ids.filter((band) => band.endsWith(`>${id}/concat`))).toEqual([
        `${id}/path1>${id}/concat`,
      ]);
    }
    const scores = new Set(headsOf(graph).map((head) => head.scores));
    expect(ids.filter((band) => scores.has(band.split(">")[0] ?? ""))).toEqual([]);
  });

  it("gives no channels to what follows", () => {
    for (const { id, outputShape } of shown) {
      const parts = scene.parts.filter((part) => part.id.startsWith(`${id}/`));
      expect(parts.map(({ channels }) => channels)).toEqual([outputShape[0]]);
    }
  });

  it("shares nothing out, since its output is that of one path", () => {
    const ids = new Set(shown.map(({ id }) => id));
    expect(scene.shares.filter(({ block }) => ids.has(block))).toEqual([]);
  });
});

it("the end of a head is called no concatenation", () => {
  const ends = graph.nodes.filter((node) => isPassing(graph, node));
  expect(ends.length).toBeGreaterThan(0);
  for (const node of ends) expect(nodeTitle(node, (text) => text)).toBe("End of the block");
});

describe("the live numbers of a head", () => {
  const none = { activation: 1, dead: 0, gradient: 1, energy: 1, weight: 1, update: null };
  const nodes = { "b4/head1": { ...none, loss: 1.5, accuracy: 0.25 }, "b4/4b": none };
  const live = liveValuesOf({ statistics: [{ step: 10, nodes }] });
  const told = (id: string) => historiesOf(id, live).map(({ measure, now }) => [measure.id, now]);

  it("begin with its loss and its accuracy, which no other block has", () => {
    expect(told("b4/head1").slice(0, 2)).toEqual([
      ["loss", "1.50"],
      ["accuracy", formatShare(0.25)],
    ]);
    expect(told("b4/4b").map(([id]) => id)).not.toContain("loss");
  });
});
