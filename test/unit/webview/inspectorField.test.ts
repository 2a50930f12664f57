import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resize } from "../../../model/engine/reference/windows.js";
import { buildGraph, type NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import { leastInputOf } from "../../../model/network/leastInput.js";
import { windowOf, type Axis } from "../../../model/network/window.js";
import { testedNetworks } from "../../support/testedNetworks.js";
import { unequalNetwork } from "../../support/unequalNetwork.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { bitmapUrl, grayPalette } from "../../../webview/marks/bitmap.js";
import { firstChoices, sampleCount } from "../../../webview/state/choices.js";
import { fieldAxesOf, spanOf } from "../../../model/network/fieldSpan.js";
import { fieldViewOf } from "../../../webview/inspector/shape/fieldView.js";
import { samplePixels } from "../../../webview/inspector/shape/sampleImages/pixels.js";
import { resizeImage } from "../../../webview/inspector/shape/sampleImages/resizeImage.js";
import { sampleImages } from "../../../webview/inspector/shape/sampleImages/sampleImages.js";
import { unbroken } from "../../../webview/words/unbroken.js";

/** The rows, or columns, of the image that reach a unit, found by walking back through every layer's windows. */
function placesSeen(
  graph: NetworkGraph,
  node: NetworkNode,
  axis: Axis,
  unit: number,
): readonly number[] {
  let wanted = new Map([[node.id, new Set([unit])]]);
  const image = new Set<number>();
  while (wanted.size > 0) {
    const before = new Map<string, Set<number>>();
    for (const [id, units] of wanted) {
      const each = graph.byId.get(id)!;
      if (each.kind === "input") {
        for (const row of units) image.add(row);
        continue;
      }
      for (const input of each.inputs) {
        const into = before.get(input) ?? new Set<number>();
        for (const row of unitsBefore(each, axis, units)) into.add(row);
        before.set(input, into);
      }
    }
    wanted = before;
  }
  return [...image].sort((a, b) => a - b);
}

function unitsBefore(
  { layer, inputShape }: NetworkNode,
  axis: Axis,
  units: ReadonlySet<number>,
): Set<number> {
  if (layer === undefined) return new Set(units);
  const length = inputShape[axis + 1] ?? 1;
  const window = windowOf(layer);
  if (window === undefined) return new Set(Array.from({ length }, (_, place) => place));
  const [kernel, stride, padding] = [
    window.kernel[axis],
    window.stride[axis],
    window.padding[axis],
  ];
  const places = [...units].flatMap((unit) =>
    Array.from({ length: kernel }, (_, tap) => unit * stride - padding + tap),
  );
  return new Set(places.filter((place) => place >= 0 && place < length));
}

describe("what a unit sees", () => {
  it.each([googlenet, unequalNetwork])(
    "is what reaches it through all windows of $id, at any input",
    (spec) => {
      const least = leastInputOf(spec);
      const side = (axis: Axis) => fc.integer({ min: least[axis], max: 130 });
      const place = fc.record({ node: fc.nat(), unit: fc.nat(), axis: fc.constantFrom(0, 1) });
      fc.assert(
        fc.property(side(0), side(1), place, (height, width, { node: at, unit: row, axis }) => {
          const graph = buildGraph(spec, [spec.input[0] ?? 1, height, width]);
          const nodes = graph.nodes.filter(
            ({ layer, kind }) => layer !== undefined || kind === "concat",
          );
          const node = nodes[at % nodes.length]!;
          const along = fieldAxesOf(graph, node)[axis];
          const unit = row % along.units;
          const { from, to } = spanOf(along, unit);
          const seen = placesSeen(graph, node, axis, unit);
          // Within the hull: what lies between two taps of a strided path is part of the field.
          expect([seen[0], seen.at(-1)]).toEqual([from, to - 1]);
        }),
        { numRuns: 60 },
      );
    },
  );

  it("is clipped at the image's edge, and the rest is told", () => {
    const graph = buildGraph(googlenet);
    const [axis] = fieldAxesOf(graph, graph.byId.get("b1/conv7x7")!);
    const seen = { from: 0, to: 96 };
    expect(axis).toEqual({ first: -3, size: 7, jump: 2, units: 48, seen, image: 96 });
    expect(spanOf(axis, 0)).toEqual({ from: 0, to: 4, before: 3, after: 0 });
    expect(spanOf(axis, 47)).toEqual({ from: 91, to: 96, before: 0, after: 2 });
  });

  it("is the middle one's until another is chosen", () => {
    const graph = buildGraph(googlenet);
    const node = graph.byId.get("b1/conv7x7")!;
    const middle = fieldViewOf(graph, node, firstChoices);
    expect(middle.cell).toEqual({ row: 24, column: 24 });
    expect(middle.caption).toBe(
      unbroken("This unit sees 7 × 7 pixels: rows 46 to 52, columns 46 to 52."),
    );
    expect(middle.beyond).toBeNull();
    const corner = fieldViewOf(graph, node, { cell: { row: 0, column: 47 } });
    expect(corner.beyond).toBe(
      "Its field reaches over the edge, in pixels: 3 above, 2 right. Only padding is there.",
    );
  });

  it("is told in the singular where it is one pixel, one row or one column", () => {
    const captionOf = (input: readonly number[], id: string): string => {
      const graph = buildGraph(googlenet, input);
      return fieldViewOf(graph, graph.byId.get(id)!, firstChoices).caption;
    };
    expect(captionOf([1, 96, 96], "input")).toBe("This unit sees one pixel: row 49, column 49.");
    expect(captionOf([1, 1, 12], "b1/conv7x7")).toBe(
      unbroken("This unit sees 1 × 7 pixels: row 1, columns 4 to 10."),
    );
  });

  it("is the last unit's where a smaller input has no such unit", () => {
    const graph = buildGraph(googlenet, [1, 7, 9]);
    const node = graph.byId.get("b1/conv7x7")!;
    const { cell } = fieldViewOf(graph, node, { cell: { row: 40, column: 40 } });
    expect(cell).toEqual({ row: 3, column: 4 });
  });

  it("is the whole image behind the global mean", () => {
    const graph = buildGraph(googlenet);
    const view = fieldViewOf(graph, graph.byId.get("linear/dense")!, firstChoices);
    expect(view.caption).toBe(unbroken("This unit sees the whole 96 × 96 image."));
    expect([view.rows, view.columns]).toEqual([1, 1]);
  });

  it("is, for a group, that of its end", () => {
    const graph = buildGraph(googlenet);
    const axesOf = (id: string) => fieldAxesOf(graph, graph.byId.get(id)!);
    expect(axesOf("b3/3a")).toEqual(axesOf("b3/3a/concat"));
    expect(axesOf("b3")).toEqual(axesOf("b3/pool"));
  });
});

describe("the sample images", () => {
  it("are the first test image of each class", () => {
    expect(samplePixels.map(({ index }) => index)).toEqual([19, 2, 1, 13, 6, 8, 4, 9, 18, 0]);
    expect(sampleImages).toHaveLength(sampleCount);
    expect(sampleImages.every(({ pixels }) => pixels.length === 784)).toBe(true);
    expect(sampleImages[9]!.className).toBe("Ankle boot");
  });

  it("are resized as the engines resize the input", () => {
    const image = { height: 28, width: 28, values: sampleImages[9]!.pixels };
    for (const [height, width] of [
      [96, 96],
      [224, 224],
      [5, 9],
      [1, 1],
    ] as const) {
      const data = new Float64Array(height * width);
      resize(
        { shape: [1, 28, 28, 1], data: Float64Array.from(image.values) },
        { shape: [1, height, width, 1], data },
      );
      const { values } = resizeImage(image, height, width);
      for (let place = 0; place < data.length; place++) {
        expect(values[place]).toBeCloseTo(data[place]!, 3);
      }
    }
  });
});

describe("a bitmap", () => {
  it("is a BMP file from the bottom row up, its rows aligned", () => {
    const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6);
    const url = bitmapUrl({ height: 2, width: 3, pixels }, grayPalette);
    const bytes = Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
    expect(bytes.subarray(0, 2).toString()).toBe("BM");
    expect(bytes.readUInt32LE(2)).toBe(bytes.length);
    expect([bytes.readInt32LE(18), bytes.readInt32LE(22)]).toEqual([3, 2]);
    expect([...bytes.subarray(bytes.readUInt32LE(10))]).toEqual([4, 5, 6, 0, 1, 2, 3, 0]);
    expect([...bytes.subarray(54 + 7 * 4, 54 + 8 * 4)]).toEqual([7, 7, 7, 0]);
  });
});

describe.each(testedNetworks)("the fields that are drawn of $id", (network) => {
  it("are as large as those that the network says, with a unit for every position", () => {
    const graph = buildGraph(network);
    for (const node of graph.nodes.filter(({ layer }) => layer !== undefined)) {
      const axes = fieldAxesOf(graph, node);
      const [, ...grid] = node.outputShape;
      expect(
        axes.map(({ size }) => size),
        node.id,
      ).toEqual(node.receptiveField.size);
      expect(
        axes.map(({ units }) => units),
        node.id,
      ).toEqual(grid.length === 0 ? [1, 1] : grid);
    }
  });
});

describe.each(testedNetworks)("the fields of $id's units", (network) => {
  it("lie as far apart as the network says, behind every layer", () => {
    const graph = buildGraph(network);
    for (const node of graph.nodes) {
      const { jump } = node.receptiveField;
      if (jump === null) continue;
      expect(
        fieldAxesOf(graph, node).map((axis) => axis.jump),
        node.id,
      ).toEqual([...jump]);
    }
  });
});
