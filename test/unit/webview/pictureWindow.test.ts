import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { detailOf, presenting, scaleOf, smallestText } from "../../../webview/layout/detail.js";
import { layoutScene, layoutSceneFor } from "../../../webview/layout/layoutScene.js";
import type { Scene } from "../../../webview/layout/scene.js";
import { isSameSight, isSeen, sightOf } from "../../../webview/layout/sight.js";
import { chosenPlaceOf, zoomAt } from "../../../webview/layout/chosenPlace.js";
import { centeredAt, revealing, showsAll, viewOf } from "../../../webview/layout/view.js";

describe("a window on a picture", () => {
  const window = { width: 100, height: 50 };

  it("is moved no further than a box needs", () => {
    const zoom = { scale: 1, x: 0, y: 0 };
    const inside = { x: 20, y: 20, width: 10, height: 10 };
    expect(revealing(zoom, window, inside, 5)).toBe(zoom);
    expect(revealing(zoom, window, { ...inside, x: 120 }, 5)).toEqual({ scale: 1, x: -35, y: 0 });
    expect(revealing(zoom, window, { ...inside, y: -30 }, 5)).toEqual({ scale: 1, x: 0, y: 35 });
    expect(revealing(zoom, window, { ...inside, x: 140, width: 300 }, 5).x).toBe(-135);
    // A part of it is seen, and nothing shows all.
    expect(revealing(zoom, window, { ...inside, x: 40, width: 300 }, 5).x).toBe(0);
  });

  it("knows what it shows", () => {
    const zoom = { scale: 2, x: -20, y: 10 };
    expect(viewOf(zoom, window)).toEqual({ x: 10, y: -5, width: 50, height: 25 });
    expect(showsAll({ width: 40, height: 20 }, { scale: 2, x: 0, y: 0 }, window)).toBe(true);
    expect(showsAll({ width: 60, height: 20 }, { scale: 2, x: 0, y: 0 }, window)).toBe(false);
    const centered = centeredAt(zoom, window, { x: 30, y: 30 });
    const view = viewOf(centered, window);
    expect([view.x + view.width / 2, view.y + view.height / 2]).toEqual([30, 30]);
  });
});

describe("a place that a person moved a picture to", () => {
  const graph = buildGraph(googlenet);
  const window = { width: 1000, height: 600 };
  const scene = layoutSceneFor(graph, null, window);
  const zoom = { scale: 2, x: -900, y: -400 };
  const middleOf = ({ scale, x, y }: typeof zoom, { width, height }: typeof window) => ({
    x: (width / 2 - x) / scale,
    y: (height / 2 - y) / scale,
  });

  it("comes back in the same layout", () => {
    const back = zoomAt(chosenPlaceOf(zoom, scene, window)!, scene, window)!;
    expect(back.scale).toBe(2);
    expect(back.x).toBeCloseTo(zoom.x, 9);
    expect(back.y).toBeCloseTo(zoom.y, 9);
  });

  it("keeps what is in the window's middle there in a layout with other lines", () => {
    const place = chosenPlaceOf(zoom, scene, window)!;
    const other = layoutScene(graph, null, 500);
    const narrower = { width: 700, height: 900 };
    const offset = (at: typeof zoom, { nodes }: Scene, of: typeof window) => {
      const { box } = nodes.find(({ id }) => id === place.node)!;
      const middle = middleOf(at, of);
      return [middle.x - box.x, middle.y - box.y].map(Math.round);
    };
    expect(other.height).not.toBe(scene.height);
    expect(offset(zoomAt(place, other, narrower)!, other, narrower)).toEqual(
      offset(zoom, scene, window),
    );
  });

  it.each([null, "b1", "b3", "b3/3a", "linear"])("holds on to a node of %s", (scope) => {
    const shown = layoutSceneFor(graph, scope, window);
    expect(zoomAt(chosenPlaceOf(zoom, shown, window)!, shown, window)).not.toBeNull();
  });

  it("is nowhere in a picture without its node", () => {
    expect(zoomAt({ scale: 2, node: "b9", x: 0, y: 0 }, scene, window)).toBeNull();
  });
});

describe("what is seen of a picture", () => {
  const zoom = fc.record({
    scale: fc.double({ min: 0.1, max: 6, noNaN: true }),
    x: fc.double({ min: -5000, max: 5000, noNaN: true }),
    y: fc.double({ min: -5000, max: 5000, noNaN: true }),
  });
  const size = fc.record({
    width: fc.integer({ min: 1, max: 3000 }),
    height: fc.integer({ min: 1, max: 2000 }),
  });

  it("holds all that the window shows, and little more", () => {
    fc.assert(
      fc.property(zoom, size, (place, window) => {
        const [view, { part }] = [viewOf(place, window), sightOf(place, window, 1)];
        const slack = 1e-6 * (1 + Math.abs(view.x) + Math.abs(view.y));
        expect(part.x).toBeLessThanOrEqual(view.x + slack);
        expect(part.y).toBeLessThanOrEqual(view.y + slack);
        expect(part.x + part.width).toBeGreaterThanOrEqual(view.x + view.width - slack);
        expect(part.y + part.height).toBeGreaterThanOrEqual(view.y + view.height - slack);
        expect(part.width).toBeLessThanOrEqual(Math.max(1, view.width) * 1.25 + slack);
      }),
    );
  });

  it("stays the same through small moves", () => {
    const window = { width: 1000, height: 700 };
    const at = (x: number) => sightOf({ scale: 1, x, y: -10 }, window, 1);
    expect(isSameSight(at(-10), at(-20))).toBe(true);
    expect(isSameSight(at(-10), at(-300))).toBe(false);
  });

  it("reaches the details of its scale", () => {
    const details = [0.1, 0.3, 0.5, 0.8999, 0.9, 1, 1.6, 4].map(
      (scale) => sightOf({ scale, x: 0, y: 0 }, { width: 9, height: 9 }, 1).detail,
    );
    expect(details).toEqual(["none", "outline", "far", "far", "near", "near", "close", "close"]);
    expect(detailOf(1, presenting)).toBe("far");
    expect(10 * scaleOf("near")).toBe(smallestText);
  });

  it.each(["none", "near", "close"] as const)(
    "is all in every detail where there is no sight, from %s",
    (from) => {
      expect(isSeen(null, { x: 1e6, y: 0, width: 1, height: 1 }, from)).toBe(true);
    },
  );
});
