import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { elementCount } from "../../../model/network/layers.js";
import { buildProgram } from "../../../model/program/build.js";
import type { NodeTimings } from "../../../model/run/events.js";
import type { TimingsPoint } from "../../../model/run/state.js";
import { formulaText } from "../../../webview/inspector/parts/formula.js";
import { nodeMarkdown } from "../../../webview/inspector/nodeMarkdown.js";
import { gigaflopsOf, nodeTimesOf } from "../../../model/run/nodeTimes.js";
import { noRun, type ShownRun } from "../../../webview/inspector/parts/tab.js";
import { timeFacts, timeNote } from "../../../webview/inspector/cost/timeFacts.js";
import { liveValuesOf } from "../../../webview/state/liveValues.js";
import { withPlainSpaces } from "../../../webview/words/unbroken.js";

const graph = buildGraph(googlenet);
const nodeOf = (id: string) => graph.byId.get(id)!;

/** 1 ms forward and 3 ms backward in each of the six modules, unless given. */
function timed(given: Readonly<Record<string, NodeTimings>> = {}): TimingsPoint {
  const modules = googlenet.modules.map(({ name }) => [name, { forward: 1, backward: 3 }] as const);
  return { step: 500, nodes: { ...Object.fromEntries(modules), ...given } };
}

function shownRun(given: Partial<ShownRun>): ShownRun {
  return { ...noRun, phase: "training", timingsEvery: 500, batchSize: 128, ...given };
}

function factsOf(id: string, timings: TimingsPoint): Readonly<Record<string, string>> {
  const facts = timeFacts({ graph, node: nodeOf(id), run: shownRun({ timings }) });
  return Object.fromEntries(
    facts.map(({ id: fact, value, formulas = [] }) => [
      fact,
      withPlainSpaces([value, ...formulas.map(formulaText)].join(" | ")),
    ]),
  );
}

describe("the time of a layer", () => {
  it("is its forward and backward pass, its speed and its share of the step", () => {
    const id = "b3/3a/path2/conv3x3";
    // 9·96·128·12·12 multiply-adds; 2 of them an example and operation: 2·15,925,248·128 / 2 ms
    expect(factsOf(id, timed({ [id]: { forward: 2, backward: 4 } }))).toEqual({
      forwardTime: "2.00 ms | 2·15,925,248·128/2.00 ms = 2,038 GFLOP/s",
      backwardTime: "4.00 ms | 2·2·15,925,248·128/4.00 ms = 2,038 GFLOP/s",
      timeShare: "25.0 % | (2.00 + 4.00)/24.0 = 25.0 %",
      timedAt: "500",
    });
  });

  it("counts one product backward where nobody asks for the gradient of the image", () => {
    const id = "b1/conv7x7";
    const facts = factsOf(id, timed({ [id]: { forward: 1, backward: 1 } }));
    expect(facts["backwardTime"]).toBe("1.00 ms | 2·7,225,344·128/1.00 ms = 1,850 GFLOP/s");
    expect(timeNote({ graph, node: nodeOf("b1"), run: shownRun({ timings: timed() }) })).toContain(
      "whose input is the image",
    );
  });

  it("has no speed where there are no multiply-adds, and nothing where nothing was timed", () => {
    const facts = factsOf("b1/pool", timed({ "b1/pool": { forward: 0.5, backward: null } }));
    expect(facts).toEqual({
      forwardTime: "0.500 ms",
      timeShare: "2.1 % | 0.500/24.0 = 2.1 %",
      timedAt: "500",
    });
    expect(factsOf("input", timed({ input: { forward: null, backward: null } }))).toEqual({});
  });

  it("is derived from the numbers that are shown: worked out again, they give what is claimed", () => {
    // Two passes of a layer are no more than those of the network, 24 ms.
    const milliseconds = fc.double({ min: 1e-3, max: 11, noNaN: true });
    const number = (text: string): number => Number(text.replaceAll(",", "").replace("−", "-"));
    fc.assert(
      fc.property(milliseconds, milliseconds, (forward, backward) => {
        const id = "b3/3a/path2/conv3x3";
        const facts = factsOf(id, timed({ [id]: { forward, backward } }));
        const [, products, time, speed] =
          /2·([\d,]+)·128\/(\S+) ms = (\S+) GFLOP/u.exec(facts["forwardTime"]!) ?? [];
        const exact = (2 * number(products!) * 128) / (number(time!) * 1e6);
        // Half a unit of the last of three digits that are shown.
        expect(Math.abs(number(speed!) / exact - 1)).toBeLessThan(0.0051);
        const [, a, b, all, share] =
          /\((\S+) \+ (\S+)\)\/(\S+) = (\S+) %/u.exec(facts["timeShare"]!) ?? [];
        const percent = (100 * (number(a!) + number(b!))) / number(all!);
        expect(Math.abs(number(share!) - percent)).toBeLessThan(0.051 + 0.0005 * percent);
      }),
    );
  });

  it.each([
    ["zero", 0],
    ["negative", -1],
    ["no number", Number.NaN],
    ["without bound", Number.POSITIVE_INFINITY],
  ])("is not shown where the record says %s", (_, forward) => {
    expect(factsOf("b1", timed({ b1: { forward, backward: null } }))).toEqual({});
  });
});

/** The multiply-adds for one example of the products in the backward pass, read from the program that trains. */
function backwardProducts(): number {
  const { backward, values } = buildProgram(graph, { height: 28, width: 28 });
  const shapeOf = (id: string): readonly number[] => values.get(id)!.shape;
  const positionsOf = (id: string): number => elementCount(shapeOf(id).slice(0, 2));
  return backward.reduce((sum, operation) => {
    switch (operation.kind) {
      case "convolutionWeightGradient":
        return sum + elementCount(shapeOf(operation.output)) * positionsOf(operation.gradient);
      case "convolutionInputGradient":
        return sum + elementCount(shapeOf(operation.weight)) * positionsOf(operation.gradient);
      case "multiplyWeightGradient":
        return sum + elementCount(shapeOf(operation.output));
      case "multiply":
        return sum + elementCount(shapeOf(operation.weight));
      default:
        return sum;
    }
  }, 0);
}

describe("the backward pass of the whole network", () => {
  it("has the products of the program that trains", () => {
    const products = googlenet.modules.map(
      ({ name }) => nodeTimesOf(graph, nodeOf(name), timed())!.backward!.multiplyAdds,
    );
    expect(products.reduce((sum, each) => sum + each, 0)).toBe(backwardProducts());
  });
});

describe("the speed", () => {
  it("is 10⁹ operations a second, two for each multiply-add", () => {
    expect(gigaflopsOf({ milliseconds: 1000, multiplyAdds: 5e8 }, 2)).toBe(2);
    expect(gigaflopsOf({ milliseconds: 1000, multiplyAdds: 0 }, 2)).toBeNull();
  });
});

describe("no times", () => {
  const node = nodeOf("b1");

  it.each([
    ["a run before the first", {}, "then every 500 steps"],
    ["no run", { timingsEvery: null, phase: "idle" }, "while a run trains"],
    ["a run without them", { timingsEvery: 0 }, "times no layers"],
    ["a run that has ended", { phase: "finished" }, "has no times of layers"],
    ["a what-if", { isOfThisNetwork: false }, "another network"],
  ] as const)("are explained for %s", (_, given, text) => {
    const run = shownRun(given);
    expect(timeFacts({ graph, node, run })).toEqual([]);
    expect(timeNote({ graph, node, run })).toContain(text);
  });
});

describe("a node as a Markdown table", () => {
  it("has its times", () => {
    const id = "b3/3a/path2/conv3x3";
    const timings = timed({ [id]: { forward: 2, backward: 4 } });
    const live = liveValuesOf({ statistics: [] });
    const text = nodeMarkdown({ graph, node: nodeOf(id), live, run: shownRun({ timings }) });
    expect(text).toContain("| Forward pass | 2.00 ms | 2·15,925,248·128/2.00 ms = 2,038 GFLOP/s |");
    expect(text).toContain("| Timed at step | 500 |  |");
  });
});
