import { describe, expect, it } from "vitest";
import { differenceContent } from "../../../../webview/evaluation/compare/differenceContent.js";
import {
  comparedTitle,
  verdictOf,
} from "../../../../webview/evaluation/compare/comparisonTexts.js";
import { comparedExamples, comparisonOf } from "../../../../webview/evaluation/comparison.js";
import { matrixContent, mostOf } from "../../../../webview/evaluation/matrixContent.js";
import { testedOf } from "../../../../webview/evaluation/tested.js";
import { mcnemar } from "../../../../model/metrics/mcnemar.js";
import { testedSet } from "../../../support/testedSet.js";

const said = testedSet({ examples: 600 });
/** The other is right at every third mistake, and takes every fortieth image for the next class. */
const others = (() => {
  const chosen = said.chosen.slice();
  let mistakes = 0;
  said.labels.forEach((label, example) => {
    if (chosen[example] !== label) {
      mistakes += 1;
      if (mistakes % 3 === 0) chosen[example] = label;
    } else if (example % 40 === 0) chosen[example] = (label + 1) % said.classNames.length;
  });
  return { ...said, chosen };
})();
const [own, other] = [testedOf(said), testedOf(others)];
const comparison = comparisonOf(own, other)!;

function rightIn({ chosen }: typeof said, example: number): boolean {
  return chosen[example] === said.labels[example];
}

const all = [...said.labels.keys()];
const onlyOwn = all.filter((each) => rightIn(said, each) && !rightIn(others, each));
const onlyOther = all.filter((each) => !rightIn(said, each) && rightIn(others, each));

describe("two runs", () => {
  it("are compared image by image, of all and of each class", () => {
    expect(comparison.onlyOwn).toBe(onlyOwn.length);
    expect(comparison.onlyOther).toBe(onlyOther.length);
    expect(comparison.likelihood).toBe(mcnemar(onlyOwn.length, onlyOther.length));
    for (const {
      label,
      recall,
      precision,
      onlyOwn: one,
      onlyOther: another,
    } of comparison.classes) {
      const of = (examples: readonly number[]) =>
        examples.filter((each) => said.labels[each] === label).length;
      expect([one, another]).toEqual([of(onlyOwn), of(onlyOther)]);
      const whole = of(all);
      expect(recall.other - recall.own).toBeCloseTo((another - one) / whole, 9);
      const taken = all.filter((each) => others.chosen[each] === label);
      expect(precision.other).toBeCloseTo(of(taken) / taken.length, 9);
    }
  });

  it("are the same as themselves, and nothing where they were tested with other images", () => {
    const same = comparisonOf(own, own)!;
    expect(same).toMatchObject({ onlyOwn: 0, onlyOther: 0, likelihood: 1, isBeyondChance: false });
    expect(same.classes.some(({ isBeyondChance }) => isBeyondChance)).toBe(false);
    expect(verdictOf(same)[2]).toBe("Both are right and wrong at the same images.");
    expect(comparisonOf(own, testedOf(testedSet({ examples: 599 })))).toBeNull();
  });

  it("say whether their gap is more than chance", () => {
    const better = { ...said, chosen: said.labels };
    const told = verdictOf(comparisonOf(own, testedOf(better))!);
    expect(told[2]).toMatch(/^That is hardly chance: .*less than 0\.1/u);
    const near = { ...said, chosen: said.chosen.slice() };
    const slip = all.find((each) => !rightIn(said, each))!;
    near.chosen[slip] = said.labels[slip]!;
    expect(verdictOf(comparisonOf(own, testedOf(near))!)[2]).toMatch(/^That may well be chance/u);
    const neither = all.filter((each) => !rightIn(said, each) && !rightIn(others, each)).length;
    expect(verdictOf(comparison)[1]).toBe(
      `${onlyOwn.length} images are right in A alone, ${onlyOther.length} in B alone, ${neither} in neither.`,
    );
  });

  it("show the images that one of them alone gets right, and those of a cell", () => {
    const of = (side: "onlyOwn" | "onlyOther" | "neither", label: number | null = null) =>
      [...comparedExamples(comparison, { kind: "side", side, label })].toSorted((a, b) => a - b);
    expect(of("onlyOwn")).toEqual(onlyOwn);
    expect(of("onlyOther")).toEqual(onlyOther);
    expect(of("onlyOther", 6)).toEqual(onlyOther.filter((each) => said.labels[each] === 6));
    const first = onlyOther.find((each) => said.labels[each] === 6)!;
    const cell = { kind: "cell", by: "one", label: 6, chosen: said.chosen[first]! } as const;
    const inCell = all.filter(
      (each) =>
        said.labels[each] === 6 &&
        (said.chosen[each] === cell.chosen) !== (others.chosen[each] === cell.chosen),
    );
    expect(inCell.length).toBeGreaterThan(0);
    expect([...comparedExamples(comparison, cell)].toSorted((a, b) => a - b)).toEqual(inCell);
    expect(comparedTitle(comparison, cell)).toBe(
      `Shirt, taken for ${said.classNames[cell.chosen]} by one of them alone`,
    );
    for (const [by, { chosen }] of [
      ["own", said],
      ["other", others],
    ] as const) {
      const taken = all.filter((each) => said.labels[each] === 6 && chosen[each] === cell.chosen);
      const found = comparedExamples(comparison, { ...cell, by });
      expect([...found].toSorted((a, b) => a - b)).toEqual(taken);
    }
    expect(comparedTitle(comparison, { ...cell, by: "other" })).toMatch(/^Shirt, .* by B$/u);
  });
});

describe("the matrices of both", () => {
  const order = said.classNames.map((_, label) => label);

  it("have one scale, by which the same number has the same color", () => {
    const [one, another] = [mostOf(own, order, "counts"), mostOf(other, order, "counts")];
    expect(one).not.toEqual(another);
    const most = {
      right: Math.max(one.right, another.right),
      mistakes: Math.max(one.mistakes, another.mistakes),
    };
    const inks = new Map<string, number>();
    for (const tested of [own, other]) {
      const content = matrixContent(tested, order, "counts", most);
      for (const row of order) {
        for (const column of order) {
          const { text, ink, isRight } = content.cellAt(row, column);
          const known = inks.get(`${isRight} ${text}`);
          expect(known ?? ink).toBe(ink);
          inks.set(`${isRight} ${text}`, ink);
        }
      }
    }
    expect(Math.max(...inks.values())).toBe(1);
  });
});

describe("the matrix of what differs", () => {
  const order = said.classNames.map((_, label) => label);

  it("has what the other has more of, and adds up to nothing", () => {
    const content = differenceContent(comparison, order, "counts");
    let sum = 0;
    for (const row of order) {
      for (const column of order) {
        const cell = content.cellAt(row, column);
        const gap = other.countOf(row, column) - own.countOf(row, column);
        expect(Number(cell.text.replace("−", "-"))).toBe(gap);
        // More on the diagonal is better, and less beside it.
        if (gap !== 0) expect(cell.isRight).toBe(row === column ? gap > 0 : gap < 0);
        sum += gap;
      }
    }
    expect(sum).toBe(0);
  });

  it("has points where cells are shares", () => {
    const content = differenceContent(comparison, order, "rows");
    const duel = comparison.classes.find(({ label }) => label === 6)!;
    const points = 100 * (duel.recall.other - duel.recall.own);
    expect(Number(content.cellAt(6, 6).text.replace("−", "-"))).toBe(Math.round(points));
  });
});
