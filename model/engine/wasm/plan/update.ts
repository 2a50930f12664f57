import type { Operation, OperationOf, ValueId } from "../../../program/operations.js";
import type { TrainingProgram } from "../../../program/program.js";
import type { Regions } from "./lowering.js";
import { control } from "./lowering.js";
import { workerStrideOf } from "./panels.js";
import { moved, type Address, type Argument, type Step } from "./step.js";

/** Which of the workers, that each make a share of the update. */
export interface Share {
  readonly worker: number;
  readonly workers: number;
}

/** The sums of squares of the workers' shares of the gradients lie this far apart. */
export const squaresStride = 64;

type Descent = {
  [K in "gradientDescent" | "momentumDescent" | "adamDescent"]: OperationOf<K>;
}["gradientDescent" | "momentumDescent" | "adamDescent"];

/** What a gradient goes through before the step along it. */
interface Path {
  readonly largestNorm: number | null;
  readonly decay: number;
}

/** What a worker adds up of its share of the gradients before anyone's update; nothing where no norm is asked for. */
export function squaresOf(
  { update }: TrainingProgram,
  regions: Regions,
  share: Share,
): readonly Step[] {
  if (!update.some(({ kind }) => kind === "norm")) return [];
  const { first, end } = shareOf(regions.parameters.bytes, share);
  const stride = workerStrideOf(regions.parameters);
  const squares: Address = { space: "squares", offset: share.worker * squaresStride };
  const place: Address = { space: "allGradients", offset: first };
  return [
    { kernel: "addSquares", args: [place, stride, share.workers, (end - first) / 4, squares] },
  ];
}

/** The share of the update that one worker makes, when all gradients are there. */
export function updateOf(
  { update }: TrainingProgram,
  regions: Regions,
  share: Share,
): readonly Step[] {
  // All gradients are clipped by one norm.
  const clip = update.find((operation) => operation.kind === "clip");
  const paths = pathsIn(update);
  return [
    ...(clip === undefined ? [] : [clipStep(clip.largest, share)]),
    ...update.flatMap((operation): readonly Step[] => {
      if (isDescent(operation)) {
        const path = paths.get(operation.gradient) ?? direct;
        return descentOf(operation, path, { regions, share });
      }
      if (operation.kind === "average") return averageSteps(operation, { regions, share });
      // Every worker has the same of a batch, and one is enough to pass it on.
      const isMine = operation.kind === "follow" && share.worker === 0;
      return isMine ? [followStep(operation, regions)] : [];
    }),
  ];
}

const direct: Path = { largestNorm: null, decay: 0 };

/** By what they end in. */
function pathsIn(update: readonly Operation[]): ReadonlyMap<ValueId, Path> {
  const paths = new Map<ValueId, Path>();
  const pathOf = (gradient: ValueId): Path => paths.get(gradient) ?? direct;
  for (const operation of update) {
    if (operation.kind === "clip") {
      const { gradient, largest: largestNorm, output } = operation;
      paths.set(output, { ...pathOf(gradient), largestNorm });
    } else if (operation.kind === "addDecay") {
      const { gradient, decay, output } = operation;
      paths.set(output, { ...pathOf(gradient), decay });
    }
  }
  return paths;
}

function followStep(
  { average, value, share }: OperationOf<"follow">,
  { state, normalizations }: Regions,
): Step {
  const to: Address = { space: "state", offset: state.offsetOf(average) };
  const from: Address = { space: "normalizations", offset: normalizations.offsetOf(value) };
  return { kernel: "follow", args: [to, from, state.layoutOf(average).columns, share] };
}

const factor: Address = { space: "temporary", offset: 0 };

function clipStep(largestNorm: number, { workers }: Share): Step {
  const squares: Address = { space: "squares", offset: 0 };
  return { kernel: "clipFactor", args: [squares, squaresStride, workers, largestNorm, factor] };
}

/** The steps for as much of a parameter as lies in the worker's share of all. */
function descentOf(
  descent: Descent,
  { largestNorm, decay }: Path,
  { regions, share }: { readonly regions: Regions; readonly share: Share },
): readonly Step[] {
  const { parameters, state } = regions;
  const { begin, first, count } = rangeOf(descent.parameter, { regions, share });
  if (count <= 0) return [];
  const gradient: Address = { space: "allGradients", offset: first };
  const partOf = (tensor: ValueId): Address =>
    moved({ space: "state", offset: state.offsetOf(tensor) }, first - begin);
  const parameter = partOf(descent.parameter);
  const scale = largestNorm === null ? 0 : factor;
  const sum: readonly Argument[] = [
    ...[gradient, workerStrideOf(parameters), share.workers, count],
    ...[scale, parameter, decay],
  ];
  const rate: Address = { space: "control", offset: control.rate };
  const args: readonly Argument[] = [parameter, gradient, count, rate];
  return [{ kernel: "sumGradients", args: sum }, stepAlong(descent, args, partOf)];
}

/** Each worker averages what it has just made a step of; the statistics are one worker's. */
function averageSteps(
  { average, value, share: part }: OperationOf<"average">,
  { regions, share }: { readonly regions: Regions; readonly share: Share },
): readonly Step[] {
  const { parameters, state } = regions;
  const step: Address = { space: "control", offset: control.step };
  const stepOver = (offset: number, count: number): Step => {
    const at = (tensor: ValueId): Address =>
      moved({ space: "state", offset: state.offsetOf(tensor) }, offset);
    return { kernel: "averageFloats", args: [at(average), at(value), count, step, part] };
  };
  if (!parameters.has(value)) {
    return share.worker === 0 ? [stepOver(0, state.layoutOf(value).bytes / 4)] : [];
  }
  const { begin, first, count } = rangeOf(value, { regions, share });
  return count <= 0 ? [] : [stepOver(first - begin, count)];
}

/** What of a parameter a worker has: floats from `first` on, where the parameter begins at `begin`. */
function rangeOf(
  parameter: ValueId,
  { regions: { parameters }, share }: { readonly regions: Regions; readonly share: Share },
): { readonly begin: number; readonly first: number; readonly count: number } {
  const begin = parameters.offsetOf(parameter);
  const { bytes } = parameters.layoutOf(parameter);
  const mine = shareOf(parameters.bytes, share);
  const first = Math.max(begin, mine.first);
  return { begin, first, count: (Math.min(begin + bytes, mine.end) - first) / 4 };
}

function stepAlong(
  descent: Descent,
  args: readonly Argument[],
  partOf: (tensor: ValueId) => Address,
): Step {
  switch (descent.kind) {
    case "gradientDescent":
      return { kernel: "descend", args };
    case "momentumDescent": {
      const { velocity, momentum, isNesterov } = descent;
      const more = [partOf(velocity), momentum, isNesterov ? 1 : 0];
      return { kernel: "descendWithMomentum", args: [...args, ...more] };
    }
    case "adamDescent": {
      const { mean, square, beta1, beta2, epsilon, decay } = descent;
      const time: Address = { space: "control", offset: control.step };
      const more = [partOf(mean), partOf(square), time, beta1, beta2, epsilon, decay];
      return { kernel: "descendByAdam", args: [...args, ...more] };
    }
  }
}

function isDescent(operation: Operation): operation is Descent {
  return ["gradientDescent", "momentumDescent", "adamDescent"].includes(operation.kind);
}

/** Whole vectors, as evenly as can be. */
function shareOf(
  bytes: number,
  { worker, workers }: Share,
): { readonly first: number; readonly end: number } {
  const vectors = Math.ceil(bytes / 16);
  return {
    first: Math.floor((vectors * worker) / workers) * 16,
    end: Math.floor((vectors * (worker + 1)) / workers) * 16,
  };
}
