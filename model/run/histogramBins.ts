/**
 * The bins of every histogram: one an octave for each sign, so that values of any size can be
 * seen, and the same at every step, so that a history lines up. From the largest negative magnitudes over those
 * near zero to the largest positive ones.
 */
export const smallestExponent = -16;
const largestExponent = 4;
export const octaves = largestExponent - smallestExponent + 1;

const magnitudes = Array.from({ length: octaves }, (_, index) => 2 ** (smallestExponent + index));

/** Where one bin ends and the next begins, rising: ±2⁻¹⁶ … ±2⁴. A bin holds its lower edge. */
export const histogramEdges: readonly number[] = [
  ...magnitudes.map((magnitude) => -magnitude).toReversed(),
  ...magnitudes,
];

/** The outermost bins also take all that lies beyond. */
export const histogramBinCount = histogramEdges.length + 1;

/** The bin of the values near zero. */
export const nearZeroBin = (histogramBinCount - 1) / 2;

export function binOf(value: number): number {
  let low = 0;
  let high = histogramEdges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((histogramEdges[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The bin's lower and upper edge; infinite where it has none. */
export function edgesOf(bin: number): readonly [lower: number, upper: number] {
  return [histogramEdges[bin - 1] ?? -Infinity, histogramEdges[bin] ?? Infinity];
}

/** Such as "−2⁻² … −2⁻³", "± 2⁻¹⁶", "≥ 2⁴". */
export function binLabel(bin: number): string {
  if (bin === nearZeroBin) return `± 2${superscript(smallestExponent)}`;
  const [lower, upper] = edgesOf(bin);
  if (lower === -Infinity) return `< ${powerLabel(upper)}`;
  if (upper === Infinity) return `≥ ${powerLabel(lower)}`;
  return `${powerLabel(lower)} … ${powerLabel(upper)}`;
}

function powerLabel(edge: number): string {
  return `${edge < 0 ? "−" : ""}2${superscript(Math.log2(Math.abs(edge)))}`;
}

function superscript(exponent: number): string {
  const digits = String(Math.abs(exponent)).replace(
    /\d/gu,
    (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? "",
  );
  return `${exponent < 0 ? "⁻" : ""}${digits}`;
}
