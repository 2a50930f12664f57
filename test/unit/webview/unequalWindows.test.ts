import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import type { NodeId } from "../../../model/network/spec.js";
import { cellsPath } from "../../../webview/draw/glyph.js";
import { fieldFormulas } from "../../../webview/inspector/shape/fieldFormulas.js";
import { formulaText } from "../../../webview/inspector/parts/formula.js";
import { multiplyAddFormula } from "../../../webview/inspector/cost/costFormulas.js";
import { shapeFacts } from "../../../webview/inspector/shape/shape.js";
import { passageOf } from "../../../webview/inspector/source/passages.js";
import { briefTitle, longTitle, shortTitle } from "../../../webview/words/nodeText.js";
import { measureOf, readMeasure } from "../../../webview/state/measures.js";
import { liveValuesOf } from "../../../webview/state/liveValues.js";
import { initialRunState } from "../../../model/run/state.js";
import { unbroken } from "../../../webview/words/unbroken.js";
import { unequalNetwork } from "../../support/unequalNetwork.js";

const graph = buildGraph(unequalNetwork);
const nodeOf = (id: NodeId) => graph.byId.get(id)!;
const wide = nodeOf("body/factored/path1/conv1x7");
const tall = nodeOf("body/factored/path1/conv7x1");
const strided = nodeOf("body/conv5x3");

describe("a window that is not square", () => {
  it("is called by its height and its width", () => {
    expect([shortTitle(wide), briefTitle(wide), longTitle(wide)]).toEqual(
      ["1×7 conv", "1×7", "1×7 convolution"].map(unbroken),
    );
    const last = nodeOf("body/pool");
    expect([shortTitle(last), longTitle(last)]).toEqual(
      ["2×1 pool", "2×1 max-pooling"].map(unbroken),
    );
  });

  it.each([
    [wide, ["1 × 7", "1", "0 × 3", "3 × 15 px, every 2 px"]],
    [tall, ["7 × 1", "1", "3 × 0", "15 × 15 px, every 2 px"]],
    [strided, ["5 × 3", "2 × 1", "2 × 0", "35 × 27 px, every 8 × 4 px"]],
  ])("has its numbers per axis in the inspector, one where they are the same", (node, expected) => {
    const facts = new Map(shapeFacts({ graph, node }).map(({ id, value }) => [id, value]));
    const shown = ["kernel", "stride", "padding", "receptiveField"].map((id) => facts.get(id));
    expect(shown).toEqual(expected.map(unbroken));
  });

  it("has a formula for its height and one for its width", () => {
    const textsOf = (node: typeof wide) => fieldFormulas(graph, node).map(formulaText);
    expect(textsOf(tall)).toEqual([
      "height = 3 + (7 − 1)·2 = 15",
      "width = 15 + (1 − 1)·2 = 15",
      "jump = 2·1 = 2",
    ]);
    expect(textsOf(strided)).toEqual([
      ...["height = 19 + (5 − 1)·4 = 35", "width = 19 + (3 − 1)·4 = 27"],
      ...["jump down = 4·2 = 8", "jump across = 4·1 = 4"],
    ]);
    expect(textsOf(nodeOf("body/factored/concat"))).toEqual([
      ...["height = largest of 15, 7, 7 = 15", "width = largest of 15, 7, 11 = 15"],
    ]);
    expect(formulaText(multiplyAddFormula(graph, wide)!)).toBe("1·7·8·3·9·10 = 15,120");
  });

  it("is told in sentences", () => {
    expect(passageOf(graph, wide).sentence).toContain(unbroken("Looks at 1 × 7 neighbors"));
    expect(passageOf(graph, nodeOf("body/factored/path1")).sentence).toBe(
      unbroken("Path 1 is 2 layers in a row; the largest of their windows is 1 × 7."),
    );
    expect(passageOf(graph, nodeOf("body/pool")).sentence).toContain(
      "divides the height by 1 and the width by 2",
    );
    expect(passageOf(graph, nodeOf("body/reduction/path2/pool")).sentence).toContain("stride of 2");
    const shrinking = buildGraph({
      ...unequalNetwork,
      modules: [
        {
          name: "only",
          stages: [{ kind: "maxPool", name: "pool", kernel: 3, stride: 1, padding: 0 }],
        },
      ],
    });
    expect(passageOf(shrinking, shrinking.byId.get("only/pool")!).sentence).toContain(
      "only whole windows count",
    );
  });

  it("is colored by the larger side of what it sees", () => {
    const live = liveValuesOf(initialRunState);
    expect(readMeasure(measureOf("receptiveField"), wide, live)).toBe(15);
  });

  it("is drawn as its rows of cells in the middle of its square", () => {
    const places = (kernel: readonly [number, number]): readonly (readonly number[])[] =>
      [...cellsPath({ x: 0, y: 0 }, kernel, 14).matchAll(/M([\d.]+),([\d.]+)h/gu)].map((match) =>
        match.slice(1).map(Number),
      );
    expect(places([1, 7])).toEqual([0, 2, 4, 6, 8, 10, 12].map((x) => [x, 6]));
    expect(places([7, 1])).toEqual([0, 2, 4, 6, 8, 10, 12].map((y) => [6, y]));
    expect(places([2, 2])).toEqual([...[0, 7].map((x) => [x, 0]), ...[0, 7].map((x) => [x, 7])]);
    expect(places([0, 0])).toEqual([]);
  });
});
