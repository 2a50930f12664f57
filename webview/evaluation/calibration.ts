import { sum } from "d3";
import type { TestedExamples } from "../../model/asking/testedExamples.js";

/** Examples of which a network is about equally sure. */
export interface CalibrationBin {
  /** Between which probabilities of the class that they are taken for; the lower one is among them. */
  readonly from: number;
  readonly to: number;
  readonly examples: number;
  /** Means over them; null without any. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /**
   * The mean gap between how sure and how often right, each bin with the weight of its examples: the expected
   * calibration error (Guo et al. 2017, On Calibration of Modern Neural Networks, equation 3).
   */
  readonly error: number;
}

/** As many as are usual. */
const binCount = 10;

export function calibrationOf({
  labels,
  chosen,
  confidences,
}: Pick<TestedExamples, "labels" | "chosen" | "confidences">): Calibration {
  const zeros = (): number[] => Array<number>(binCount).fill(0);
  const [examples, sure, right] = [zeros(), zeros(), zeros()];
  confidences.forEach((confidence, example) => {
    // One of 1 is in the last.
    const bin = Math.min(binCount - 1, Math.max(0, Math.floor(confidence * binCount)));
    const isRight = labels[example] === chosen[example];
    examples[bin] = (examples[bin] ?? 0) + 1;
    sure[bin] = (sure[bin] ?? 0) + confidence;
    right[bin] = (right[bin] ?? 0) + (isRight ? 1 : 0);
  });
  const mean = (sums: readonly number[], bin: number): number | null =>
    examples[bin] === 0 ? null : (sums[bin] ?? 0) / (examples[bin] ?? 1);
  const bins = examples.map((count, bin) => ({
    ...{ from: bin / binCount, to: (bin + 1) / binCount, examples: count },
    ...{ confidence: mean(sure, bin), accuracy: mean(right, bin) },
  }));
  const gaps = sum(sure, (each, bin) => Math.abs(each - (right[bin] ?? 0)));
  return { bins, error: confidences.length === 0 ? 0 : gaps / confidences.length };
}
