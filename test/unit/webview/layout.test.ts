import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { vgg11 } from "../../../model/network/vgg11/spec.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { bandBetween, bandPath, type Band } from "../../../webview/layout/band.js";
import { overlaps } from "../../../webview/layout/box.js";
import { ratioText } from "../../../webview/words/ratioText.js";
import { fieldBox } from "../../../webview/layout/fieldBox.js";
import { presenting, scaleOf } from "../../../webview/layout/detail.js";
import { fit, largestFitOf } from "../../../webview/layout/fit.js";
import { layoutScene, layoutSceneFor } from "../../../webview/layout/layoutScene.js";
import type { Scene } from "../../../webview/layout/scene.js";
import { layoutSlots } from "../../../webview/layout/slots.js";
import { spread } from "../../../webview/layout/spread.js";
import { layoutStrip, tallStrip } from "../../../webview/layout/strip.js";
import { drawnNetworks } from "../../support/testedNetworks.js";

const marks = (scene: Scene) =>
  scene.nodes.filter(({ form }) => form === "layer" || form === "concat");
const startWidth = (band: Band): number => band.bottom0 - band.top0;

describe.each(drawnNetworks)("the scenes of $id", (network) => {
  const graph = buildGraph(network);
  const scopes = [
    null,
    ...graph.nodes.filter(({ kind }) => kind === "module" || kind === "block").map(({ id }) => id),
  ];

  it.each(scopes)("%s: no two cards overlap, all are inside", (scope) => {
    for (const width of [500, 900, 1400]) {
      const scene = layoutScene(graph, scope, width);
      const boxes = marks(scene);
      for (const [index, a] of boxes.entries()) {
        expect(a.box.x).toBeGreaterThanOrEqual(0);
        expect(a.box.x + a.box.width).toBeLessThanOrEqual(scene.width);
        expect(a.box.y + a.box.height).toBeLessThanOrEqual(scene.height + 0.01);
        for (const b of boxes.slice(index + 1)) {
          expect(overlaps(a.box, b.box), `${a.id} and ${b.id}`).toBe(false);
        }
      }
    }
  });

  it.each(scopes)("%s: a ribbon is as wide as its channels", (scope) => {
    const scene = layoutScene(graph, scope, 1000);
    const ratios = scene.bands
      .filter(({ hue, id }) => hue > 0 && graph.byId.has(id.split(">")[0] ?? ""))
      .map((band) => {
        const from = graph.byId.get(band.id.split(">")[0] ?? "");
        return startWidth(band) / (from?.outputShape[0] ?? 0);
      });
    for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0] ?? 0, 9);
  });

  it.each(scopes)(
    "%s: every node of the scope is drawn once, and every slot has its own id",
    (scope) => {
      const scene = layoutScene(graph, scope, 1000);
      const inside = graph.nodes.filter(
        ({ id, kind }) =>
          kind !== "input" && (scope === null || id === scope || id.startsWith(`${scope}/`)),
      );
      expect(scene.nodes.map(({ id }) => id).sort()).toEqual(inside.map(({ id }) => id).sort());
      const slots = layoutSlots(scene);
      const ids = slots.values.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  it("folds every group to one card, and draws nothing of what is in it", () => {
    const groups = scopes.filter((scope) => scope !== null);
    for (const id of groups) {
      const scene = layoutScene(graph, null, 1000, { folded: new Set([id]) });
      const ids = scene.nodes.map((node) => node.id);
      expect(scene.nodes.find((node) => node.id === id)?.form).toBe("folded");
      expect(ids.filter((each) => each.startsWith(`${id}/`))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it("stacks a concatenation from its paths", () => {
    const scene = layoutScene(graph, null, 1000);
    for (const { id, box } of scene.nodes.filter(({ form }) => form === "concat")) {
      const parts = scene.parts.filter(
        (part) => graph.byId.get(part.id)?.parent === graph.byId.get(id)?.parent,
      );
      const height = parts.reduce((sum, part) => sum + part.box.height, 0);
      expect(height).toBeCloseTo(box.height, 6);
      expect(parts.reduce((sum, { channels }) => sum + channels, 0)).toBe(
        graph.byId.get(id)?.outputShape[0],
      );
    }
  });

  it("chooses the line length that shows largest", () => {
    const window = { width: 1000, height: 560 };
    const scaleOf = ({ width, height }: Scene) => fit({ width, height }, window, 0).scale;
    const chosen = scaleOf(layoutSceneFor(graph, null, window));
    expect(chosen).toBeGreaterThanOrEqual(scaleOf(layoutScene(graph, null, 1000)));
  });

  it("fits the whole map into any width", () => {
    fc.assert(
      fc.property(fc.integer({ min: 320, max: 3000 }), (width) => {
        const strip = layoutStrip(graph, width, tallStrip);
        const boxes = strip.modules.map(({ box }) => box);
        expect(boxes[0]?.x).toBeGreaterThanOrEqual(0);
        expect(boxes.at(-1)!.x + boxes.at(-1)!.width).toBeLessThanOrEqual(width);
        for (const [index, box] of boxes.entries()) {
          const next = boxes[index + 1];
          if (next !== undefined) expect(overlaps(box, next)).toBe(false);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("the whole of GoogLeNet in an editor of 1200×800", () => {
  it("is laid out so close that its texts of ten units stay above nine pixels", () => {
    // What the header, the map, the tools and the inspector leave.
    const window = { width: 868, height: 566 };
    const scene = layoutSceneFor(buildGraph(googlenet), null, window);
    expect(scene.nodes.filter(({ form }) => form === "block")).toHaveLength(9);
    expect(fit(scene, window, 0, largestFitOf("compact")).scale).toBeGreaterThan(0.9);
  });
});

describe("a module of blocks whose width alone holds it back", () => {
  const graph = buildGraph(googlenet);
  const shownIn = (height: number) => {
    const window = { width: 590, height };
    const scene = layoutSceneFor(graph, "b3", window);
    return { scene, scale: fit(scene, window, 0, largestFitOf(scene.density)).scale };
  };
  const gapUnder = ({ nodes }: Scene, above: string, below: string): number => {
    const [upper, lower] = [above, below].map((id) => nodes.find((node) => node.id === id)!.box);
    return lower!.y - upper!.y - upper!.height;
  };

  it("takes the room above and below for its lines, and is shown as large", () => {
    const [low, high] = [shownIn(220), shownIn(262)];
    expect(low.scene.density).toBe("compact");
    expect(high.scene.density).toBe("compact");
    expect(high.scale).toBe(low.scale);
    expect(high.scene.height).toBeGreaterThan(1.15 * low.scene.height);
    expect(high.scene.height * high.scale).toBeLessThanOrEqual(262);
    expect(gapUnder(high.scene, "b3", "b3/3a")).toBeGreaterThan(0);
    expect(gapUnder(high.scene, "b3/3a/path1/conv1x1", "b3/3a/path2")).toBeGreaterThan(5);
  });

  it("has as much of it as there is", () => {
    const heights = [220, 232, 240, 250, 262].map((height) => shownIn(height).scene.height);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect(new Set(heights).size).toBeGreaterThan(2);
  });
});

describe("the ribbon of a network with large fully connected layers", () => {
  const graph = buildGraph(vgg11);

  it("leaves its maps in sight: features are as wide as the widest of them at most", () => {
    const items = layoutStrip(graph, 1000, tallStrip).modules.flatMap((module) => module.items);
    const heightOf = (id: string): number => items.find((item) => item.id === id)!.box.height;
    expect(heightOf("dense/dense_1")).toBe(heightOf("b5/conv3x3_1"));
    expect(heightOf("b1/conv3x3_1")).toBeCloseTo(heightOf("b5/conv3x3_1") / 8, 6);
  });

  it.each([null, "dense"])("makes no card of %s higher than one of maps would be", (scope) => {
    const scene = layoutScene(graph, scope, 1000);
    const heights = scene.nodes.filter(({ form }) => form === "layer").map(({ box }) => box.height);
    expect(Math.max(...heights)).toBeLessThan(1.2 * Math.min(...heights));
  });
});

describe("a block in less and less room", () => {
  const graph = buildGraph(googlenet);
  const densityIn = (width: number, height: number, emphasis = 1) => {
    const { density, shares } = layoutSceneFor(graph, "b3/3a", { width, height, emphasis });
    return shares.length > 0 ? `${density} with shares` : density;
  };

  it("gives way card by card before its texts get too small", () => {
    expect(densityIn(1000, 600)).toBe("roomy with shares");
    expect(densityIn(800, 420)).toBe("snug with shares");
    expect(densityIn(640, 420)).toBe("snug");
    expect(densityIn(560, 290)).toBe("plain");
    expect(densityIn(300, 280)).toBe("compact with shares");
  });

  it("gives way earlier where a room reads it", () => {
    expect(densityIn(1000, 600, presenting)).toBe("snug with shares");
    expect(densityIn(850, 600, presenting)).toBe("snug");
    expect(densityIn(850, 500, presenting)).toBe("plain");
  });

  it("is legible in every window that holds its compact form", () => {
    const size = fc.record({
      width: fc.integer({ min: 300, max: 2600 }),
      height: fc.integer({ min: 200, max: 1500 }),
    });
    fc.assert(
      fc.property(size, (window) => {
        for (const { id } of graph.nodes.filter(({ kind }) => kind === "block")) {
          const scene = layoutSceneFor(graph, id, window);
          const { scale } = fit(scene, window, 0, largestFitOf(scene.density));
          expect(scale, `${id} ${scene.density}`).toBeGreaterThanOrEqual(scaleOf("near"));
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("pieces of geometry", () => {
  it("draws a band with straight ends", () => {
    const band = bandBetween(
      { id: "a>b", hue: 1 },
      { x: 0, top: 0, bottom: 10 },
      { x: 100, top: 50, bottom: 70 },
      { from: 20, to: 80 },
    );
    expect(bandPath(band)).toBe("M0,0H20C50,0 50,50 80,50H100V70H80C50,70 50,10 20,10H0Z");
  });

  it("states the chapter's ratios", () => {
    expect(ratioText([64, 128, 32, 32])).toBe("2 : 4 : 1 : 1");
    expect(ratioText([128, 192, 96, 64])).toBe("4 : 6 : 3 : 2");
    expect(ratioText([])).toBe("");
  });

  it("spreads crowded labels and leaves the others", () => {
    expect(spread([0, 100, 104], 16)).toEqual([0, 94, 110]);
    const sorted = fc
      .array(fc.integer({ min: 0, max: 300 }), { maxLength: 8 })
      .map((values) => [...values].sort((a, b) => a - b));
    fc.assert(
      fc.property(sorted, (wished) => {
        const placed = spread(wished, 16);
        expect(placed).toHaveLength(wished.length);
        for (const [index, y] of placed.slice(1).entries()) {
          expect(y - (placed[index] ?? 0)).toBeGreaterThanOrEqual(16 - 1e-9);
        }
      }),
    );
  });

  it("clips what a unit sees to the image", () => {
    const { seen, image } = fieldBox({ size: 715, height: 96, width: 48 }, 96);
    expect(seen).toEqual(image);
    expect(fieldBox({ size: 7, height: 96, width: 96 }, 96).seen).toEqual({
      x: 44.5,
      y: 44.5,
      width: 7,
      height: 7,
    });
  });
});
