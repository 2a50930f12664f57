import type { OperationOf } from "../../../program/operations.js";
import type { FusedOf } from "./fuse.js";
import type { Lowering } from "./lowering.js";
import { sizesOf, stridesOf } from "./maps.js";
import { normalizationStrideOf } from "./normalizationMap.js";
import { workerStrideOf } from "./panels.js";
import { meeting, rectify, workerCount, type Address, type Argument } from "./step.js";

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
