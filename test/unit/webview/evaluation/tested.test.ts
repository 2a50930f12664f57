import { describe, expect, it } from "vitest";
import { confusionTable } from "../../../../model/metrics/testedClasses.js";
import { testedSet } from "../../../support/testedSet.js";
import { cellSentence, cellText } from "../../../../webview/evaluation/cellTexts.js";
import { calibrationOf } from "../../../../webview/evaluation/calibration.js";
import { confusionsOf, orderedClasses } from "../../../../webview/evaluation/classOrder.js";
import { sortedClasses } from "../../../../webview/evaluation/classTable.js";
import { choiceWithin, examplesOf, isChoice } from "../../../../webview/evaluation/choice.js";
import { matrixContent } from "../../../../webview/evaluation/matrixContent.js";
import { testedOf } from "../../../../webview/evaluation/tested.js";

const tested = testedOf(testedSet());
const count = tested.said.classNames.length;

describe("what a network says of a test set, summed up", () => {
  it("is what the evaluation of the terminal counts", () => {
    const table = confusionTable(tested.confusion, count);
    table.forEach((row, label) => {
      expect(row).toEqual(row.map((_, chosen) => tested.countOf(label, chosen)));
      expect(tested.found[label]).toBe(row.reduce((sum, each) => sum + each, 0));
    });
    expect(tested.taken.reduce((sum, each) => sum + each, 0)).toBe(tested.examples);
    tested.classes.forEach(({ label, name, accuracy, precision }) => {
      expect(name).toBe(tested.said.classNames[label]);
      expect(accuracy).toBe(tested.countOf(label, label) / tested.found[label]!);
      expect(precision).toBe(tested.countOf(label, label) / tested.taken[label]!);
    });
  });

  it("names classes by their own numbers where some have no examples", () => {
    const said = testedSet({ examples: 30 });
    const shifted = said.labels.map((label) => (label === 0 ? 4 : label));
    const { classes } = testedOf({ ...said, labels: shifted });
    expect(classes.map(({ label }) => label)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(classes[0]?.name).toBe("Trouser");
  });

  it("says in a sentence what a cell counts", () => {
    const wrong = tested.countOf(5, 7);
    const share = ((wrong / 100) * 100).toFixed(1);
    expect(cellSentence(tested, "counts", 5, 7)).toBe(
      `${wrong} of 100 Sandal are taken for Sneaker (${share}\u00A0%).`,
    );
    expect(cellSentence(tested, "columns", 5, 7)).toContain(
      `of the ${tested.taken[7]!} taken for Sneaker are Sandal`,
    );
    expect(cellSentence(tested, "rows", 5, 5)).toContain("are taken for what they are");
    const rare = testedOf(testedSet({ examples: 10_000 }));
    const pairs = rare.confusion.filter(({ examples }) => examples < 5);
    expect(pairs.length).toBeGreaterThan(0);
    for (const { label, chosen } of pairs) expect(cellText(rare, "rows", label, chosen)).toBe("<1");
  });
});

describe("the order of classes", () => {
  it("has those together that are taken for each other", () => {
    const order = orderedClasses(tested, "together");
    const span = (group: readonly number[]): number => {
      const places = group.map((label) => order.indexOf(label));
      return Math.max(...places) - Math.min(...places) + 1;
    };
    expect(span([0, 2, 4, 6])).toBe(4);
    expect(span([5, 7, 9])).toBe(3);
  });

  it("is the data set's, or has the most confused first", () => {
    expect(orderedClasses(tested, "set")).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const confused = orderedClasses(tested, "confused").map((label) => confusionsOf(tested, label));
    expect(confused).toEqual(confused.toSorted((a, b) => b - a));
  });

  it("in the table is that of a column, either way", () => {
    for (const column of ["examples", "precision", "recall", "loss", "name"] as const) {
      const up = sortedClasses(tested.classes, { column, isDescending: false });
      const values = up.map((row) => (column === "recall" ? row.accuracy : row[column]!));
      expect(values).toEqual(
        typeof values[0] === "string"
          ? values.toSorted()
          : values.toSorted((a, b) => Number(a) - Number(b)),
      );
    }
    const [first] = tested.classes;
    const none = { ...first!, label: 99, precision: null };
    for (const isDescending of [true, false]) {
      const rows = sortedClasses([none, ...tested.classes], { column: "precision", isDescending });
      expect(rows.at(-1)?.label).toBe(99);
    }
  });
});

describe("the ink of a matrix", () => {
  it("reaches its end at the largest number, of what is right and of mistakes, and keeps their order", () => {
    for (const mode of ["counts", "rows", "columns"] as const) {
      const order = orderedClasses(tested, "together");
      const { cellAt } = matrixContent(tested, order, mode);
      const cells = order.flatMap((_, row) => order.map((__, column) => cellAt(row, column)));
      for (const isRight of [true, false]) {
        const inks = cells.filter((cell) => cell.isRight === isRight).map(({ ink }) => ink);
        expect(Math.max(...inks)).toBe(1);
        expect(Math.min(...inks)).toBeGreaterThanOrEqual(0);
      }
      expect(cells.filter(({ isRight }) => isRight)).toHaveLength(count);
    }
  });

  it("is none where nothing is", () => {
    const said = testedSet({ examples: 10 });
    const perfect = testedOf({ ...said, chosen: said.labels });
    const { cellAt, most } = matrixContent(perfect, [0, 1], "counts");
    expect([cellAt(0, 1).ink, cellAt(0, 0).ink, most.mistakes]).toEqual([0, 1, 0]);
    expect(cellAt(0, 1).text).toBe("");
  });
});

describe("the images of a choice", () => {
  const { said } = tested;

  it("are each of them once, the highest loss or the surest first", () => {
    const worst = examplesOf({ kind: "mistakes" }, said, "worst");
    expect(worst).toHaveLength(said.labels.filter((label, at) => label !== said.chosen[at]).length);
    const losses = worst.map((example) => said.losses[example]!);
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    const sure = examplesOf({ kind: "mistakes" }, said, "surest").map(
      (example) => said.confidences[example]!,
    );
    expect(sure).toEqual(sure.toSorted((a, b) => b - a));
  });

  it("of all cells are all, and of a class what it is confused with", () => {
    const all = said.classNames.flatMap((_, label) =>
      said.classNames.flatMap((__, chosen) =>
        examplesOf({ kind: "cell", label, chosen }, said, "worst"),
      ),
    );
    expect(all.toSorted((a, b) => a - b)).toEqual(Array.from(said.labels.keys()));
    const ofClass = examplesOf({ kind: "class", label: 6 }, said, "worst");
    expect(ofClass).toHaveLength(confusionsOf(tested, 6));
  });

  it("are kept as far as there are such classes", () => {
    const cell = { kind: "cell", label: 9, chosen: 3 } as const;
    expect(choiceWithin(cell, 10)).toBe(cell);
    expect(choiceWithin(cell, 9)).toEqual({ kind: "mistakes" });
    expect([{ kind: "cell", label: -1, chosen: 0 }, { kind: "row" }, null].map(isChoice)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe("calibration", () => {
  it("is without error where it is as often right as it is sure", () => {
    const examples = 1000;
    const labels = new Uint16Array(examples);
    // Of a hundred that are 0.05, 0.15 … sure, 5, 15 … are right.
    const confidences = Float32Array.from(labels, (_, at) => Math.floor(at / 100) / 10 + 0.05);
    const chosen = labels.map((_, at) => (at % 100 < Math.round(confidences[at]! * 100) ? 0 : 1));
    const { bins, error } = calibrationOf({ labels, chosen, confidences });
    expect(error).toBeCloseTo(0, 5);
    expect(bins.map((bin) => bin.examples)).toEqual(Array(10).fill(100));
  });

  it("has the gap as its error where it is always too sure", () => {
    const labels = Uint16Array.of(0, 0, 0, 0);
    const said = { labels, chosen: Uint16Array.of(0, 1, 1, 1) };
    const { bins, error } = calibrationOf({ ...said, confidences: Float32Array.of(1, 1, 1, 1) });
    expect(error).toBeCloseTo(0.75, 6);
    expect(bins.at(-1)).toMatchObject({ examples: 4, accuracy: 0.25, confidence: 1 });
    expect(bins[0]).toMatchObject({ examples: 0, accuracy: null, confidence: null });
  });

  it("counts each image once", () => {
    const { bins } = calibrationOf(tested.said);
    expect(bins.reduce((sum, { examples }) => sum + examples, 0)).toBe(tested.examples);
  });
});
