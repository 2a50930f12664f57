import { expect, it } from "vitest";
import { normalizationFacts } from "../../../webview/inspector/kernels/normalizationFacts.js";
import { formulaText } from "../../../webview/inspector/parts/formula.js";

const normalization = {
  mean: [0, -0.5],
  variance: [1, 0.25],
  scale: [1, 2],
  shift: [0.5, -1.25],
};

it("fills in what an output's sums go through, and what that comes to", () => {
  const [fact] = normalizationFacts({ normalization }, 1);
  expect(fact).toMatchObject({ label: "Output 2 in use", value: "sum · 4.00 + 0.750" });
  expect(fact?.formulas?.map(formulaText)[0]).toBe(
    "(sum − (−0.500))/√(0.250 + 0.00001) · 2.00 + (−1.25)",
  );
});

it("says nothing of sums that are not normalized, nor where no output is at hand", () => {
  expect(normalizationFacts({}, 1)).toEqual([]);
  expect(normalizationFacts({ normalization }, null)).toEqual([]);
});
