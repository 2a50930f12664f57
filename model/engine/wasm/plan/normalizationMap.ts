import type { ValueId } from "../../../program/operations.js";
import type { TrainingProgram } from "../../../program/program.js";

const doubleBytes = 8;
const floatBytes = 4;

/** Places of a normalization within what each worker has for itself. */
export interface NormalizationPlaces {
  readonly channels: number;
  /** Float64: positions, then for each channel its mean and its sum of squares, of the worker's examples. */
  readonly moments: number;
  /** Float64: positions of all examples. */
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
  /** Up to three float32 a channel, of the kernel that is about to run. */
  readonly factors: number;
}

/** What each worker keeps of normalizations, named by the mean that they normalize by. */
export class NormalizationMap {
  private readonly places = new Map<ValueId, NormalizationPlaces>();
  private readonly offsets = new Map<ValueId, number>();
  readonly bytes: number;

  constructor({ forward, evaluation, values }: TrainingProgram) {
    let next = 0;
    const take = (bytes: number): number => {
      const place = next;
      next += Math.ceil(bytes / 16) * 16;
      return place;
    };
    for (const operation of [...forward, ...evaluation]) {
      if (operation.kind !== "batchNormalize" && operation.kind !== "normalize") continue;
      const channels = values.get(operation.mean)?.shape[0] ?? 0;
      const places = {
        channels,
        moments: take(doubleBytes * (1 + 2 * channels)),
        count: take(doubleBytes),
        mean: take(floatBytes * channels),
        variance: take(floatBytes * channels),
        factors: take(3 * floatBytes * channels),
      };
      this.places.set(operation.mean, places);
      if (operation.kind === "normalize") continue;
      this.offsets.set(operation.mean, places.mean).set(operation.variance, places.variance);
    }
    this.bytes = next;
  }

  of(mean: ValueId): NormalizationPlaces {
    const places = this.places.get(mean);
    if (places === undefined) throw new Error(`Nothing is normalized by ${mean}.`);
    return places;
  }

  /** Where the worker has a mean or a variance of a batch. */
  offsetOf(value: ValueId): number {
    const offset = this.offsets.get(value);
    if (offset === undefined) throw new Error(`${value} is no statistic of a batch.`);
    return offset;
  }
}

/** What each worker keeps lies this far from the next one's. */
export function normalizationStrideOf({ bytes }: NormalizationMap): number {
  return Math.ceil(bytes / 64) * 64;
}
