import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { mapSlots, writtenPart } from "../../../webview/layout/mapPlaces.js";
import { layoutSceneFor } from "../../../webview/layout/layoutScene.js";
import type { Box } from "../../../webview/layout/box.js";
import { overlaps } from "../../../webview/layout/box.js";
import { layoutSlots } from "../../../webview/layout/slots.js";
import { oddNetwork } from "../../support/oddNetwork.js";

const windows = [
  { width: 1600, height: 900 },
  { width: 900, height: 520 },
  { width: 620, height: 380 },
  { width: 300, height: 300 },
];
const folded = new Set(["b4/4a", "b4/4b"]);
const graphs = [buildGraph(googlenet), buildGraph(oddNetwork)];

function scenes() {
  return graphs.flatMap((graph) =>
    [null, ...graph.nodes.filter(({ kind }) => kind === "module" || kind === "block")].flatMap(
      (scope) =>
        windows.map((window) => {
          const id = scope?.id ?? null;
          return {
            name: `${graph.spec.id} ${id} in ${window.width}`,
            with: layoutSceneFor(graph, id, { ...window, folded, hasMaps: true }),
            paired: layoutSceneFor(graph, id, {
              ...{ ...window, folded },
              ...{ hasMaps: true, hasPairs: true },
            }),
            without: layoutSceneFor(graph, id, { ...window, folded }),
          };
        }),
    ),
  );
}

function within(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

const all = scenes();

describe("places of feature maps", () => {
  it.each(["with", "paired"] as const)(
    "stand on the card of every layer, apart from what is written and from each other: %s",
    (kind) => {
      const densities = new Set<string>();
      // An expectation for each of thousands of boxes would take longer than they do.
      const faults: string[] = [];
      const hold = (isHeld: boolean, fault: string): void => {
        if (!isHeld) faults.push(fault);
      };
      for (const { name, [kind]: scene } of all) {
        densities.add(scene.density);
        const slots = new Map(mapSlots(scene).map((slot) => [slot.id, slot]));
        const { values, sparks } = layoutSlots(scene);
        const cards = scene.nodes.filter(({ form }) => form === "layer");
        for (const card of cards) {
          const of = (fault: string): string => `${name} ${card.id}: ${fault}`;
          const { boxes: firsts, seconds } = slots.get(card.id)!;
          hold(firsts.length > 0, of("none"));
          hold(seconds.length === (kind === "paired" ? firsts.length : 0), of("pairs"));
          for (const [place, second] of seconds.entries()) {
            const first = firsts[place]!;
            hold(second.y === first.y && second.width === first.width, of("side by side"));
            const next = firsts[place + 1]?.x ?? Infinity;
            const gap = second.x - first.x - first.width;
            hold(gap < next - second.x - second.width, of("nearer to its own than to the next"));
          }
          const boxes = [...firsts, ...seconds];
          const written = writtenPart(card, scene).box;
          const graphs = sparks.filter(({ id }) => id === card.id).map(({ box }) => box);
          const numbers = values.filter(({ node }) => node === card.id);
          for (const [place, box] of boxes.entries()) {
            hold(within(box, card.box), of("on its card"));
            for (const other of [written, ...graphs, ...boxes.slice(place + 1)]) {
              hold(!overlaps(box, other), of("apart"));
            }
            for (const { y, x } of numbers) {
              hold(scene.maps === "below" ? y <= box.y : x <= box.x, of("apart from its numbers"));
            }
          }
        }
      }
      expect(faults).toEqual([]);
      expect(densities).toEqual(new Set(["roomy", "snug", "plain", "compact"]));
    },
  );

  it("stand beside what is written where a window has less height than width for them", () => {
    for (const { width, height, maps } of [
      { width: 620, height: 420, maps: "below" },
      { width: 620, height: 310, maps: "beside" },
    ]) {
      for (const { id } of graphs[0]!.nodes.filter(({ kind }) => kind === "block")) {
        const scene = layoutSceneFor(graphs[0]!, id, { width, height, hasMaps: true });
        expect([id, scene.density, scene.maps]).toEqual([id, "plain", maps]);
        const cards = scene.nodes.filter(({ form }) => form === "layer");
        expect(Math.min(...cards.map(({ box }) => box.height))).toBe(maps === "below" ? 77 : 46);
      }
    }
  });

  it("are on folded cards too, where there are compact ones", () => {
    const scene = layoutSceneFor(graphs[0]!, null, { ...windows[0]!, folded, hasMaps: true });
    const ids = mapSlots(scene).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(["b4/4a", "b4/4b", "b4/4c/path1/conv1x1"]));
    for (const { id, box } of mapSlots(scene)) {
      expect(within(box, scene.nodes.find((node) => node.id === id)!.box), id).toBe(true);
    }
  });

  it("are nowhere without an image, where every picture is as ever", () => {
    for (const { without: scene } of all) {
      expect(mapSlots(scene)).toEqual([]);
      expect(scene).not.toHaveProperty("maps");
      for (const node of scene.nodes) expect(writtenPart(node, scene)).toBe(node);
    }
  });
});
