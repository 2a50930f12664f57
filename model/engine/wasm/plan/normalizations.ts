import type { OperationOf, ValueId } from "../../../program/operations.js";
import type { TrainingProgram } from "../../../program/program.js";
import type { FusedOf } from "./fuse.js";
import type { Lowering } from "./lowering.js";
import { sizesOf, stridesOf } from "./maps.js";
import { workerStrideOf } from "./panels.js";
import { meeting, rectify, workerCount, type Address, type Argument } from "./step.js";

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

/** The workers meet where each has its examples' moments, and go on with those of all. */
export function lowerBatchNormalize(
  operation: FusedOf<"batchNormalize">,
  lowering: Lowering,
): void {
  const { normalizations } = lowering.regions;
  const places = normalizations.of(operation.mean);
  const [count, mean, variance] = [own(places.count), own(places.mean), own(places.variance)];
  const maps = lowering.maps(operation.input);
  lowering.emit("momentsOfMaps", stridesOf(maps), sizesOf(maps), own(places.moments));
  lowering.emit(meeting);
  lowering.emit(
    "combineMoments",
    { space: "allNormalizations", offset: places.moments },
    [normalizationStrideOf(normalizations), workerCount, places.channels],
    [count, mean, variance],
  );
  scaleMaps(operation, lowering, [mean, variance, count]);
}

export function lowerNormalize(operation: FusedOf<"normalize">, lowering: Lowering): void {
  const { mean, variance } = operation;
  scaleMaps(operation, lowering, [lowering.stateAt(mean), lowering.stateAt(variance), 0]);
}

function scaleMaps(
  operation: FusedOf<"batchNormalize"> | FusedOf<"normalize">,
  lowering: Lowering,
  [mean, variance, count]: readonly [Argument, Argument, Argument],
): void {
  const { input, mean: name, scale, shift, epsilon, rectified, output } = operation;
  const places = lowering.regions.normalizations.of(name);
  const factors = own(places.factors);
  lowering.emit(
    "factorsOfNormalization",
    [places.channels, mean, variance, count, epsilon],
    [lowering.stateAt(scale), lowering.stateAt(shift), factors],
  );
  const to = lowering.maps(output);
  lowering.emit(
    "scaleMaps",
    [...stridesOf(lowering.maps(input)), ...stridesOf(to), ...sizesOf(to)],
    [factors, rectified ? rectify : 0],
  );
}

/** The workers meet where each has its examples' part of the gradients of scale and shift. */
export function lowerBatchNormalizeGradient(
  operation: OperationOf<"batchNormalizeGradient">,
  lowering: Lowering,
): void {
  const { gradient, input, scale, epsilon, output } = operation;
  const { normalizations, parameters } = lowering.regions;
  const places = normalizations.of(operation.mean);
  const statistics = [places.mean, places.variance, places.count].map(own);
  const learned = [operation.scaleGradient, operation.shiftGradient].map((id) =>
    lowering.parameterGradient(id),
  );
  const [slopes, maps, to] = [gradient, input, output].map((id) => lowering.maps(id));
  if (slopes === undefined || maps === undefined || to === undefined) return;
  const both = [...stridesOf(slopes), ...stridesOf(maps)];
  lowering.emit("addNormalGradients", both, sizesOf(maps), statistics, epsilon, learned);
  lowering.emit(meeting);
  const ofAll = learned.map((place): Address => ({ ...place, space: "allGradients" }));
  const factors = own(places.factors);
  lowering.emit(
    "factorsOfGradient",
    [places.channels, ...statistics, epsilon, lowering.stateAt(scale)],
    [...ofAll, workerStrideOf(parameters), workerCount, factors],
  );
  lowering.emit("combineMaps", both, stridesOf(to), sizesOf(to), factors);
}

function own(offset: number): Address {
  return { space: "normalizations", offset };
}
