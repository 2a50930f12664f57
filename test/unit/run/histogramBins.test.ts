import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  binLabel,
  binOf,
  edgesOf,
  histogramBinCount,
  histogramEdges,
  nearZeroBin,
} from "../../../model/run/histogramBins.js";

describe("the histograms' bins", () => {
  it("are one an octave for each sign, and one around zero", () => {
    expect(histogramBinCount).toBe(43);
    expect(edgesOf(nearZeroBin)).toEqual([-(2 ** -16), 2 ** -16]);
    expect(edgesOf(nearZeroBin + 1)).toEqual([2 ** -16, 2 ** -15]);
    expect(edgesOf(0)).toEqual([-Infinity, -16]);
    expect(edgesOf(histogramBinCount - 1)).toEqual([16, Infinity]);
  });

  it("hold every value between their edges, the lower one included", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => {
        const [lower, upper] = edgesOf(binOf(value));
        expect(value).toBeGreaterThanOrEqual(lower);
        if (value !== Infinity) expect(value).toBeLessThan(upper);
      }),
    );
    histogramEdges.forEach((edge, index) => expect(binOf(edge)).toBe(index + 1));
    expect(binOf(0)).toBe(nearZeroBin);
    expect(binOf(-0)).toBe(nearZeroBin);
  });

  it("are named by their edges", () => {
    expect(binLabel(0)).toBe("< −2⁴");
    expect(binLabel(1)).toBe("−2⁴ … −2³");
    expect(binLabel(nearZeroBin)).toBe("± 2⁻¹⁶");
    expect(binLabel(nearZeroBin + 14)).toBe("2⁻³ … 2⁻²");
    expect(binLabel(histogramBinCount - 1)).toBe("≥ 2⁴");
    const labels = Array.from({ length: histogramBinCount }, (_, bin) => binLabel(bin));
    expect(new Set(labels).size).toBe(histogramBinCount);
  });
});
