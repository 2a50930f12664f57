import { createContext, runInContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { leastInputOf } from "../../../model/network/leastInput.js";
import type { Axis } from "../../../model/network/window.js";
import { buildGraph, type NetworkGraph } from "../../../model/network/graph.js";
import { drawnNetworks } from "../../support/testedNetworks.js";
import { formatShape } from "../../../webview/words/format.js";
import {
  multiplyAddFormula,
  parameterFormula,
} from "../../../webview/inspector/cost/costFormulas.js";
import { fieldFormulas } from "../../../webview/inspector/shape/fieldFormulas.js";
import { formulaText, tied, type Formula } from "../../../webview/inspector/parts/formula.js";
import { shapeFormulas } from "../../../webview/inspector/shape/shapeFormulas.js";
import { unbroken, withPlainSpaces } from "../../../webview/words/unbroken.js";

/** What a formula says when it is worked out, and what it claims. */
function workOut(formula: Formula): { readonly left: number; readonly right: number } {
  const parts = formulaText(formula).split(" = ");
  const expression = parts[parts.length - 2] ?? "";
  const script = expression
    .replace(/^largest of (.*)$/, "Math.max($1)")
    .replaceAll("⌊", "Math.floor(")
    .replaceAll("⌋", ")")
    .replaceAll("·", "*")
    .replaceAll("−", "-")
    .replaceAll(/(\d),(?=\d{3})/g, "$1");
  if (!/^[\d\s+\-*/(),.Mathfloormx]+$/.test(script)) throw new Error(`Not arithmetic: ${script}`);
  return { left: evaluate(script), right: Number((parts.at(-1) ?? "").replaceAll(",", "")) };
}

const arithmetic = createContext({});

function evaluate(script: string): number {
  return Number(runInContext(script, arithmetic));
}

/** Whether a line is arithmetic; others say where a number comes from, such as "channels = filters = 64". */
function isComputing(formula: Formula): boolean {
  return /[+·⌊,]/.test(formulaText(formula)) && formulaText(formula).includes(" = ");
}

function check(graph: NetworkGraph): void {
  for (const node of graph.nodes) {
    const [parameters, multiplyAdds] = [
      parameterFormula(graph, node),
      multiplyAddFormula(graph, node),
    ];
    const computing = [
      ...shapeFormulas(graph, node),
      ...fieldFormulas(graph, node),
      ...(parameters === null ? [] : [parameters]),
      ...(multiplyAdds === null ? [] : [multiplyAdds]),
    ].filter(isComputing);
    for (const formula of computing) {
      const { left, right } = workOut(formula);
      expect(left, `${node.id}: ${formulaText(formula)}`).toBe(right);
    }
    expect(parameters === null).toBe(node.parameters === 0);
    expect(multiplyAdds === null).toBe(node.multiplyAdds === 0);
  }
}

describe.each(drawnNetworks)("the formulas of $id", (network) => {
  const graph = buildGraph(network);

  it("work out to the numbers of the graph at the published input", () => {
    check(graph);
  });

  it("end no line between the last term and the result", () => {
    for (const node of graph.nodes) {
      for (const formula of [
        ...shapeFormulas(graph, node),
        ...fieldFormulas(graph, node),
        ...[parameterFormula(graph, node), multiplyAddFormula(graph, node)].flatMap((found) =>
          found === null ? [] : [found],
        ),
      ]) {
        const end = formula.findLast((part) => typeof part === "object" && "result" in part);
        if (end === undefined || !formulaText(formula).includes(" = ")) continue;
        const drawn = formulaText(tied(formula));
        const text = formulaText([end]);
        expect(drawn, node.id).toContain(`\u00A0=\u00A0${text}`);
        expect(withPlainSpaces(drawn)).toBe(withPlainSpaces(formulaText(formula)));
      }
    }
  });

  it("work out at any input", () => {
    const least = leastInputOf(network);
    const side = (axis: Axis) => fc.integer({ min: least[axis], max: 224 });
    fc.assert(
      fc.property(side(0), side(1), (height, width) => {
        check(buildGraph(network, [network.input[0] ?? 1, height, width]));
      }),
      { numRuns: 15 },
    );
  });

  it("end in the node's own numbers", () => {
    for (const node of graph.nodes.filter(({ kind }) => kind !== "input")) {
      const results = shapeFormulas(graph, node).flatMap((formula) =>
        formula.flatMap((part) =>
          typeof part === "object" && "result" in part ? [part.result] : [],
        ),
      );
      const isChain = node.kind === "module" || node.kind === "path";
      const expected = isChain ? [formatShape(node.outputShape)] : node.outputShape.map(String);
      expect(results, node.id).toEqual(expected);
    }
  });

  it("say of every node where its receptive field comes from", () => {
    for (const node of graph.nodes) {
      expect(fieldFormulas(graph, node).length, node.id).toBeGreaterThan(0);
    }
  });
});

describe("the formulas of a block and its parts", () => {
  const graph = buildGraph(googlenet);
  const textsOf = (id: string): readonly string[] =>
    shapeFormulas(graph, graph.byId.get(id)!).map(formulaText);

  it("stack the channels of the paths", () => {
    const stacked = [
      "channels = 64 + 128 + 32 + 32 = 256",
      "height = as in every path = 12",
      "width = as in every path = 12",
    ];
    expect(textsOf("b3/3a")).toEqual(stacked);
    expect(textsOf("b3/3a/concat")).toEqual(stacked);
  });

  it("lead along a path and through a module", () => {
    expect(textsOf("b3/3a/path2")).toEqual([
      unbroken("192 × 12 × 12 → 96 × 12 × 12 → 128 × 12 × 12"),
    ]);
    expect(textsOf("b1")).toEqual([unbroken("1 × 96 × 96 → 64 × 48 × 48 → 64 × 24 × 24")]);
  });

  it("count what the global mean is taken of", () => {
    expect(textsOf("b5/pool")).toEqual([
      "features = channels = 1024",
      "values in each mean = 3·3 = 9",
    ]);
    expect(textsOf("linear/dense")).toEqual(["features = units = 10"]);
  });

  it("add up what the members of a block cost", () => {
    const block = graph.byId.get("b3/3a")!;
    expect(formulaText(parameterFormula(graph, block)!)).toBe(
      "12,352 + 129,248 + 15,920 + 6,176 = 163,696",
    );
  });
});

describe("the formula of the first convolution", () => {
  const graph = buildGraph(googlenet);
  const node = graph.byId.get("b1/conv7x7")!;

  it("is the chapter's", () => {
    expect(shapeFormulas(graph, node).map(formulaText)).toEqual([
      "channels = filters = 64",
      "height = ⌊(96 + 2·3 − 7)/2⌋ + 1 = 48",
      "width = ⌊(96 + 2·3 − 7)/2⌋ + 1 = 48",
    ]);
  });

  it("counts parameters and multiply-adds as products", () => {
    expect(formulaText(parameterFormula(graph, node)!)).toBe("7·7·1·64 + 64 = 3,200");
    expect(formulaText(multiplyAddFormula(graph, node)!)).toBe("7·7·1·64·48·48 = 7,225,344");
  });

  it("derives the receptive field", () => {
    expect(fieldFormulas(graph, node).map(formulaText)).toEqual([
      "size = 1 + (7 − 1)·1 = 7",
      "jump = 1·2 = 2",
    ]);
  });
});
