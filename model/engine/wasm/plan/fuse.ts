import { accesses } from "../../../program/accesses.js";
import { onePixel, type Window } from "../../../network/window.js";
import type {
  Operation,
  OperationKind,
  OperationOf,
  ValueId,
} from "../../../program/operations.js";

/** A product with what follows it: input ∗ weight, plus a bias, then ReLU. */
export interface Affine {
  readonly kind: "affine";
  readonly input: ValueId;
  readonly weight: ValueId;
  readonly bias: ValueId | null;
  readonly rectified: boolean;
  readonly window: Window;
  readonly output: ValueId;
}

type Replaced = "convolution" | "multiply" | "multiplyWeightGradient";
type Normalizing = "batchNormalize" | "normalize";
export type FusedKind = Exclude<OperationKind, Replaced> | "affine";
export type FusedOf<K extends FusedKind> = K extends Normalizing
  ? OperationOf<K> & Pick<Affine, "rectified">
  : K extends OperationKind
    ? OperationOf<K>
    : Affine;
export type FusedOperation = { [K in FusedKind]: FusedOf<K> }[FusedKind];

/**
 * The same program in fewer steps: products and normalizations take bias and ReLU with them, dense layers
 * become convolutions. The values that are `asked` for stay.
 */
export function fuse(
  operations: readonly Operation[],
  asked: readonly ValueId[] = [],
): readonly FusedOperation[] {
  const readers = readersOf(operations);
  const absorbed = new Set<Operation>();
  const onlyReader = (value: ValueId): Operation | undefined => {
    if (asked.includes(value)) return undefined;
    const [first, second] = readers.get(value) ?? [];
    return second === undefined ? first : undefined;
  };
  const affine = (
    { input, weight, output }: Pick<Affine, "input" | "weight" | "output">,
    window: Window,
  ): Affine => {
    const product = { kind: "affine", input, weight, window } as const;
    let end: Pick<Affine, "bias" | "rectified" | "output"> = {
      bias: null,
      rectified: false,
      output,
    };
    let next = onlyReader(output);
    if (next?.kind === "addBias") {
      absorbed.add(next);
      end = { ...end, bias: next.bias, output: next.output };
      next = onlyReader(next.output);
    }
    if (next?.kind === "relu") {
      absorbed.add(next);
      end = { ...end, rectified: true, output: next.output };
    }
    return { ...product, ...end };
  };
  const replace = (operation: Operation): FusedOperation => {
    switch (operation.kind) {
      case "convolution":
        return affine(operation, operation.window);
      case "multiply": {
        const { input, weight, transposed, output } = operation;
        if (!transposed) return affine(operation, onePixel);
        const kind = "convolutionInputGradient";
        return { kind, gradient: input, weight, like: output, window: onePixel, output };
      }
      case "multiplyWeightGradient": {
        const { input, gradient, output } = operation;
        return { kind: "convolutionWeightGradient", gradient, input, window: onePixel, output };
      }
      case "batchNormalize":
      case "normalize": {
        const next = onlyReader(operation.output);
        if (next?.kind !== "relu") return { ...operation, rectified: false };
        absorbed.add(next);
        return { ...operation, rectified: true, output: next.output };
      }
      default:
        return operation;
    }
  };
  return operations.flatMap((operation) => (absorbed.has(operation) ? [] : [replace(operation)]));
}

function readersOf(operations: readonly Operation[]): ReadonlyMap<ValueId, readonly Operation[]> {
  const readers = new Map<ValueId, Operation[]>();
  for (const operation of operations) {
    for (const value of accesses(operation).reads) {
      readers.set(value, [...(readers.get(value) ?? []), operation]);
    }
  }
  return readers;
}

/** The values whose elements a fused operation reads, and those it writes. */
export function fusedAccesses(operation: FusedOperation): ReturnType<typeof accesses> {
  if (operation.kind === "affine") {
    const { input, weight, bias, output } = operation;
    return { reads: [input, weight, ...(bias === null ? [] : [bias])], writes: [output] };
  }
  const { reads, writes } = accesses(operation);
  const shapeOnly = "like" in operation ? operation.like : undefined;
  return { reads: reads.filter((value) => value !== shapeOnly), writes };
}
