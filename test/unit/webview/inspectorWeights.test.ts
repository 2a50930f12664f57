import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LayerWeights } from "../../../model/run/layerWeights.js";
import { paintKernels, paintMatrix } from "../../../webview/inspector/kernels/paintSheet.js";
import { pageOf, placesOf, sheetOf } from "../../../webview/inspector/kernels/sheet.js";
import { pageTexts, readingOf, sheetNote } from "../../../webview/inspector/kernels/sheetTexts.js";
import {
  levelOf,
  notFiniteLevel,
  weightPalette,
} from "../../../webview/inspector/kernels/weightPalette.js";
import { summarize } from "../../../webview/inspector/kernels/weightSummary.js";
import { WeightRequests } from "../../../webview/state/weights/weightRequests.js";
import { unbroken } from "../../../webview/words/unbroken.js";
import { checkWeights } from "../../../webview/state/weights/weightState.js";

function reading(shape: readonly number[], values: readonly number[], step = 1): LayerWeights {
  return { step, shape, values: Float32Array.from(values) };
}

/** A host whose answers are given by hand. */
function slowHost() {
  const open: {
    readonly id: string;
    readonly answer: (value: LayerWeights | null) => void;
    readonly fail: (error: unknown) => void;
  }[] = [];
  const reader = new WeightRequests(
    (id) =>
      new Promise((answer, fail) => {
        open.push({ id, answer, fail });
      }),
  );
  return { open, reader };
}

const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

describe("the reader of weights", () => {
  it("has one request under way, and asks once for all that came meanwhile", async () => {
    const { open, reader } = slowHost();
    reader.want("a");
    reader.refresh();
    reader.refresh();
    expect(open.map(({ id }) => id)).toEqual(["a"]);
    open[0]!.answer(reading([1, 1], [1]));
    await settle();
    expect(open.map(({ id }) => id)).toEqual(["a", "a"]);
    open[1]!.answer(reading([1, 1], [2], 2));
    await settle();
    expect(open).toHaveLength(2);
    expect(reader.state.value).toMatchObject({ kind: "read", weights: { step: 2 } });
  });

  it("does not show one layer's weights as another's", async () => {
    const { open, reader } = slowHost();
    reader.want("a");
    reader.want("b");
    open[0]!.answer(reading([1, 1], [1]));
    await settle();
    expect(reader.state.value).toEqual({ kind: "reading", nodeId: "b" });
    expect(open.map(({ id }) => id)).toEqual(["a", "b"]);
    open[1]!.answer(null);
    await settle();
    expect(reader.state.value).toEqual({ kind: "absent", nodeId: "b" });
  });

  it("tells a failure, and reads again when asked", async () => {
    const { open, reader } = slowHost();
    reader.want("a");
    open[0]!.fail({ name: "Error", message: "The checkpoint is cut off." });
    await settle();
    expect(reader.state.value).toMatchObject({
      kind: "failed",
      message: "The checkpoint is cut off.",
    });
    reader.refresh();
    open[1]!.answer(reading([1, 1], [1]));
    await settle();
    expect(reader.state.value.kind).toBe("read");
  });

  it("asks for nothing once nothing is wanted", async () => {
    const { open, reader } = slowHost();
    reader.want("a");
    reader.want(null);
    open[0]!.answer(reading([1, 1], [1]));
    await settle();
    reader.refresh();
    expect(open).toHaveLength(1);
    expect(reader.state.value.kind).toBe("none");
  });
});

describe("a reading", () => {
  it("is taken where it is the whole tensor, whatever its numbers", () => {
    const whole = reading([2, 2], [0.5, -1, Number.NaN, Infinity]);
    expect(checkWeights(whole)).toBe(whole);
  });

  it("is refused where values are missing", () => {
    expect(() => checkWeights(reading([2, 3], [1]))).toThrow("2×3");
  });
});

describe("the sheet of kernels", () => {
  it("shows filters of one channel in rows of eight", () => {
    const sheet = sheetOf({ shape: [7, 7, 1, 64] });
    expect(sheet).toMatchObject({ kind: "kernels", rows: 8, columns: 8, kernel: [7, 7] });
    expect(sheet.pairAt({ row: 2, column: 3 })).toEqual({ output: 19, input: 0 });
    expect(sheetOf({ shape: [3, 3, 1, 9] }).pairAt({ row: 1, column: 1 })).toBeNull();
  });

  it("shows others an output a row and an input a column, in pages", () => {
    const sheet = sheetOf({ shape: [3, 3, 96, 128] });
    const page = pageOf(sheet, { row: 127, column: 17 });
    expect(page).toEqual({ row: 112, column: 16, rows: 16, columns: 16 });
    expect(pageTexts(sheet, page)).toEqual({
      rows: "Outputs 113 to 128 of 128",
      columns: "Inputs 17 to 32 of 96",
    });
  });

  it("shows 1×1 convolutions and dense layers as a matrix", () => {
    expect(sheetOf({ shape: [1, 1, 192, 64] })).toMatchObject({
      kind: "matrix",
      rows: 64,
      columns: 192,
    });
    expect(sheetOf({ shape: [1024, 10] })).toMatchObject({
      kind: "matrix",
      rows: 10,
      columns: 1024,
    });
  });

  it("has every weight in exactly one kernel", () => {
    const length = fc.integer({ min: 1, max: 5 });
    const side = fc.constantFrom(1, 3, 5, 7);
    fc.assert(
      fc.property(side, side, length, length, (height, width, inputs, outputs) => {
        const sheet = sheetOf({ shape: [height, width, inputs, outputs] });
        const places = Array.from({ length: sheet.rows * sheet.columns }, (_, index) => {
          const row = Math.floor(index / sheet.columns);
          const pair = sheet.pairAt({ row, column: index % sheet.columns });
          return pair === null ? [] : placesOf(sheet, pair);
        }).flat();
        const count = height * width * inputs * outputs;
        expect(places.toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, i) => i),
        );
      }),
    );
  });

  it("shows a row of weights as a picture of one row", () => {
    const sheet = sheetOf({ shape: [1, 3, 1, 2] });
    expect(sheet).toMatchObject({ kind: "kernels", kernel: [1, 3] });
    expect(sheetNote(sheet)).toBe(unbroken("2 filters of 1 × 3 weights."));
    // Two outputs that alternate in the tensor: 1 2 3, and 4 5 6.
    const values = Float32Array.of(1, 4, 2, 5, 3, 6);
    const bitmap = paintKernels(sheet, pageOf(sheet, { row: 0, column: 0 }), values, 8);
    expect(bitmap).toMatchObject({ height: 1, width: 6 });
    expect([...bitmap.pixels]).toEqual([1, 2, 3, 4, 5, 6].map((value) => levelOf(value, 8)));
    const columns = sheetOf({ shape: [3, 1, 1, 2] });
    const tall = paintKernels(columns, pageOf(columns, { row: 0, column: 0 }), values, 8);
    expect(tall).toMatchObject({ height: 3, width: 2 });
    expect([...tall.pixels]).toEqual([1, 4, 2, 5, 3, 6].map((value) => levelOf(value, 8)));
  });

  it("paints a kernel's rows and columns as they lie in the tensor", () => {
    // One input, two outputs: the outputs alternate in the tensor.
    const values = Float32Array.from({ length: 18 }, (_, place) =>
      place % 2 === 0 ? place / 2 : -1,
    );
    const sheet = sheetOf({ shape: [3, 3, 1, 2] });
    const bitmap = paintKernels(sheet, pageOf(sheet, { row: 0, column: 0 }), values, 8);
    expect([bitmap.height, bitmap.width]).toEqual([3, 6]);
    expect([...bitmap.pixels.subarray(6, 9)]).toEqual([3, 4, 5].map((value) => levelOf(value, 8)));
    expect(bitmap.pixels[3]).toBe(levelOf(-1, 8));
  });

  it("keeps the largest weight where a matrix is finer than the screen", () => {
    const values = new Float32Array(1024 * 10).fill(0.1);
    values[700 * 10 + 4] = -5;
    const { height, width, pixels } = paintMatrix({ inputs: 1024, outputs: 10 }, values, 5);
    expect([height, width]).toEqual([10, 320]);
    expect(pixels[4 * 320 + Math.floor((700 * 320) / 1024)]).toBe(0);
  });

  it("shows what is no number apart", () => {
    const { pixels } = paintMatrix({ inputs: 2, outputs: 1 }, Float32Array.of(Number.NaN, 1), 1);
    expect([...pixels]).toEqual([notFiniteLevel, 254]);
  });

  it("reads a kernel and a weight out", () => {
    const matrix = sheetOf({ shape: [2, 2] });
    const values = Float32Array.of(1, 2, -3, 4);
    expect(readingOf(matrix, values, { row: 0, column: 1 })).toBe("Output 1, input 2: −3.00");
    const filters = sheetOf({ shape: [2, 2, 1, 1] });
    expect(readingOf(filters, values, { row: 0, column: 0 })).toBe(
      "Filter 1 of 1: −3.00 to 4.00, mean 1.00, norm 5.48",
    );
  });
});

describe("the scale of weights", () => {
  it("is symmetric about zero, and zero has the ground's color", () => {
    const colors = {
      negative: [0, 0, 250],
      zero: [10, 10, 10],
      positive: [250, 0, 0],
      notFinite: [0, 250, 0],
    } as const;
    const palette = weightPalette(colors);
    expect(palette[levelOf(0, 3)]).toEqual(colors.zero);
    expect(palette[levelOf(-3, 3)]).toEqual(colors.negative);
    expect(palette[levelOf(3, 3)]).toEqual(colors.positive);
    expect(palette[levelOf(Number.NaN, 3)]).toEqual(colors.notFinite);
    const value = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(fc.property(value, (v) => Math.abs(levelOf(v, 3) + levelOf(-v, 3) - 254) <= 1));
  });

  it("has one color for a layer of zeros", () => {
    expect(levelOf(0, 0)).toBe(127);
  });
});

describe("the summary of a tensor", () => {
  it("counts what is no number apart from the rest", () => {
    expect(summarize(Float32Array.of(3, -4, Number.NaN, Infinity))).toEqual({
      smallest: -4,
      largest: 3,
      mean: -0.5,
      norm: 5,
      reach: 4,
      notFinite: 2,
    });
  });
});
