import { describe, expect, it } from "vitest";
import { derive } from "../../../model/asking/derivation/derive.js";
import { formulaText } from "../../../webview/inspector/parts/formula.js";
import { derivationFacts } from "../../../webview/inspector/number/derivationFacts.js";
import { originsOf, strongestOrigin } from "../../../webview/inspector/number/origins.js";
import { normalizedNetwork } from "../../support/normalizedNetwork.js";
import { residualNetwork } from "../../support/residualNetwork.js";
import { seenNetwork } from "../../support/seenNetwork.js";

const residual = seenNetwork(residualNetwork);
const normalized = seenNetwork(normalizedNetwork);
const at = { channel: 1, row: 1, column: 1 };

/** What is said of a number, by what each step is. */
function saidOf(seen: typeof residual, id: string, place = at) {
  const derived = derive(seen, id, place, 2)!;
  const facts = derivationFacts(seen.graph, derived);
  return {
    derived,
    said: Object.fromEntries(
      facts.map(({ id: step, value, formulas = [] }) => [
        step,
        [...formulas.map(formulaText), value].join("; "),
      ]),
    ),
  };
}

describe("what is said of how a number comes about", () => {
  it("ends with the number, whatever the node does", () => {
    for (const seen of [residual, normalized]) {
      for (const { id } of seen.graph.nodes.filter((node) => seen.values.has(node.id))) {
        const place = { channel: 0, row: 0, column: 0 };
        const derived = derive(seen, id, place, 2);
        if (derived === null) continue;
        const last = derivationFacts(seen.graph, derived).at(-1)!;
        expect(last.value, id).toMatch(/^(?:–|−?\d)/u);
        const shown = Number(last.value.replace("−", "-"));
        expect(shown / derived.result || 1, id).toBeCloseTo(1, 1);
      }
    }
  });

  it("adds up channels, the bias, and takes the ReLU", () => {
    const { said } = saidOf(residual, "body/shortcut/path2/within/path2/conv1x1");
    expect(Object.keys(said)).toEqual(["sum", "bias", "relu"]);
    expect(said["sum"]).toMatch(/^−?[\d.]+ [+−] [\d.]+ [+−] [\d.e−]+ = −?[\d.]+; −?[\d.]+$/u);
    expect(said["relu"]).toMatch(/^max\(0, /u);
  });

  it("normalizes by what was learned", () => {
    const [id = ""] = normalized.graph.nodes
      .filter(({ layer }) => layer?.kind === "convolution")
      .map((node) => node.id);
    const { said } = saidOf(normalized, id);
    expect(said["normalized"]).toMatch(/^\(.+\)\/√\(.+ \+ 0\.00001\)·.+ [+−] .+ = .+$/u);
  });

  it("weighs the paths of a sum", () => {
    const { said, derived } = saidOf(residual, "body/shortcut/add");
    expect(said["added"]).toContain("0.3·");
    expect(originsOf(derived)).toHaveLength(2);
  });

  it("divides by the neighbors", () => {
    const { said, derived } = saidOf(residual, "stem/norm");
    expect(said["response"]).toMatch(
      /^squares of channels 0 to 2 = .+\/\(1\.5 \+ 0\.5 · .+\)\^0\.75 = /u,
    );
    expect(originsOf(derived)).toEqual([{ node: "stem/conv3x3", ...at }]);
  });

  it("leads to the number that gives most, and to none in the padding", () => {
    const patch = { node: "before", row: -1, column: -1, height: 2, width: 2 };
    const part = { channel: 4, sum: 1, inputs: [null, 0, 0, 3], weights: [9, 9, 9, -1] };
    expect(strongestOrigin(patch, part)).toEqual({ node: "before", channel: 4, row: 0, column: 0 });
    const nothing = { ...part, inputs: [null, 0, 0, 0] };
    expect(strongestOrigin(patch, nothing)).toMatchObject({ row: -1, column: 0 });
  });
});
