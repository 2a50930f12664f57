import { describe, expect, it } from "vitest";
import { membersOf } from "../../../model/network/family.js";
import { buildGraph } from "../../../model/network/graph.js";
import { isPath } from "../../../model/network/kinds.js";
import { overlaps } from "../../../webview/layout/box.js";
import { layoutScene } from "../../../webview/layout/layoutScene.js";
import { residualNetwork } from "../../support/residualNetwork.js";

const graph = buildGraph(residualNetwork);

describe("the scene of a sum", () => {
  it("brings every path to the whole of a sum, a shortcut in a line of its own", () => {
    const scene = layoutScene(graph, null, 1000);
    for (const { id, box } of scene.nodes.filter(({ form }) => form === "sum")) {
      const block = graph.byId.get(id)?.parent ?? "";
      const ends = scene.bands.filter((band) => band.id.endsWith(`>${id}`));
      const paths = membersOf(graph, block).filter(isPath);
      expect(ends).toHaveLength(paths.length);
      for (const { top1, bottom1 } of ends) {
        expect(top1).toBeCloseTo(box.y, 6);
        expect(bottom1).toBeCloseTo(box.y + box.height, 6);
      }
      expect(scene.parts.filter((part) => part.id === id)).toHaveLength(1);
      expect(
        layoutScene(graph, block, 1000).parts.find((part) => part.id === id)?.labelY,
      ).toBeNull();
      const lines = paths.filter((path) => membersOf(graph, path.id).length === 0);
      const cards = scene.nodes.filter(({ form }) => form === "layer");
      for (const path of lines) {
        const line = scene.bands.find((band) => band.id === `${path.id}>${id}`)!;
        const over = {
          x: line.x0,
          y: line.top0,
          width: line.bendFrom - line.x0,
          height: line.bottom0 - line.top0,
        };
        expect(cards.filter((card) => overlaps(card.box, over))).toEqual([]);
      }
    }
  });
});
