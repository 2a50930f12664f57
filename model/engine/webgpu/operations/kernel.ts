import { elementCount } from "../../../network/layers.js";
import type { OperationKind, OperationOf, ValueId, Window } from "../../../program/operations.js";
import { type Compute, type Tensor } from "../compute.js";

/** The values of a run while it goes on. */
export interface Memory {
  readonly compute: Compute;
  read(id: ValueId): Tensor;
  /** What a kernel makes and does not write is freed behind it. */
  write(id: ValueId, tensor: Tensor): void;
  /** With the batch in front where the value is per example. */
  shapeOf(id: ValueId): readonly number[];
  isPerExample(id: ValueId): boolean;
  /** The bytes of a table of the data set, four in a word. */
  table(table: "images" | "labels"): Tensor;
}

export type Kernel<K extends OperationKind> = (operation: OperationOf<K>, memory: Memory) => void;

/** Kernels of some kinds of operation. */
export type Kernels = { readonly [K in OperationKind]?: Kernel<K> };

/** [all but the last, last]: positions and their channels. */
export function asMatrix({ compute }: Memory, tensor: Tensor): Tensor {
  const columns = tensor.shape.at(-1) ?? 1;
  return compute.view(tensor, [elementCount(tensor.shape) / columns, columns]);
}

/** A 1×1 window without steps is a matrix product over all positions. */
export function isPointwise({ kernel, stride, padding }: Window): boolean {
  return kernel === 1 && stride === 1 && padding === 0;
}

/** Attributes of tfjs's convolutions and pools. */
export function windowAttributes({ stride, padding }: Window): Readonly<Record<string, unknown>> {
  return {
    strides: [stride, stride],
    pad: padding,
    dimRoundingMode: "floor",
    dataFormat: "NHWC",
    dilations: [1, 1],
  };
}

/** The lengths that shaders over a window need, of [batch, height, width, channels] maps. */
export function gridOf(
  { kernel, stride, padding }: Window,
  input: readonly number[],
  output: readonly number[],
): Readonly<
  Record<
    "kernel" | "stride" | "padding" | "height" | "width" | "outHeight" | "outWidth" | "channels",
    number
  >
> {
  const [, height = 1, width = 1, channels = 1] = input;
  const [, outHeight = 1, outWidth = 1] = output;
  return { kernel, stride, padding, height, width, outHeight, outWidth, channels };
}
