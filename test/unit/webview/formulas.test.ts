import { createContext, runInContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildGraph, type NetworkGraph } from "../../../model/network/graph.js";
import { networks } from "../../../model/network/index.js";
import { multiplyAddFormula, parameterFormula } from "../../../webview/inspector/costFormulas.js";
import { fieldFormulas } from "../../../webview/inspector/fieldFormulas.js";
import { formulaText, type Formula } from "../../../webview/inspector/formula.js";
import { shapeFormulas } from "../../../webview/inspector/shapeFormulas.js";

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

/** A formula that names its result instead of computing it, such as "channels = filters = 64". */
function isNaming(formula: Formula): boolean {
  return /(filters|as before|channels|units) = \d+$/.test(formulaText(formula));
}

function check(graph: NetworkGraph): void {
  for (const node of graph.nodes) {
    const [parameters, multiplyAdds] = [
      parameterFormula(graph, node),
      multiplyAddFormula(graph, node),
    ];
    const computing = [
      ...shapeFormulas(graph, node).filter((formula) => formulaText(formula).includes(" = ")),
      ...fieldFormulas(graph, node),
      ...(parameters === null ? [] : [parameters]),
      ...(multiplyAdds === null ? [] : [multiplyAdds]),
    ].filter((formula) => !isNaming(formula));
    for (const formula of computing) {
      const { left, right } = workOut(formula);
      expect(left, `${node.id}: ${formulaText(formula)}`).toBe(right);
    }
    expect(parameters === null).toBe(node.parameters === 0);
    expect(multiplyAdds === null).toBe(node.multiplyAdds === 0);
  }
}

describe.each(networks)("the formulas of $id", (network) => {
  const graph = buildGraph(network);

  it("work out to the numbers of the graph at the published input", () => {
    check(graph);
  });

  it("work out at any input", () => {
    const side = fc.integer({ min: 1, max: 224 });
    fc.assert(
      fc.property(side, side, (height, width) => {
        check(buildGraph(network, [network.input[0] ?? 1, height, width]));
      }),
      { numRuns: 15 },
    );
  });

  it("end in the node's own numbers", () => {
    for (const node of graph.nodes) {
      const results = shapeFormulas(graph, node).flatMap((formula) =>
        formula.filter((part) => typeof part === "object" && "result" in part),
      );
      const expected = node.outputShape.map((length) => ({ result: String(length) }));
      // A concatenation changes the channels alone, and has no line for height and width.
      expect(results).toEqual(expected.slice(0, results.length));
    }
  });
});

describe("the formula of the first convolution", () => {
  const graph = buildGraph(networks[0]!);
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
