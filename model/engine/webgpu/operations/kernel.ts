import { elementCount } from "../../../network/layers.js";
import type { Window } from "../../../network/window.js";
import type { OperationKind, OperationOf, ValueId } from "../../../program/operations.js";
import { type Compute, type Tensor } from "../compute.js";
import type { GridLength } from "../shaders/grid.js";

/** The values of a run while it goes on. */
export interface Memory {
  readonly compute: Compute;
  read(id: ValueId): Tensor;
  /** What a kernel makes and does not write is freed behind it. */
  write(id: ValueId, tensor: Tensor): void;
  /** With the batch in front where the value is per example. */
  shapeOf(id: ValueId): readonly number[];
  isPerExample(id: ValueId): boolean;
  /** A table of the data set: words for labels, and bytes of images, four in a word. */
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

/** Attributes of tfjs's convolutions and pools. */
export function windowAttributes({ stride, padding }: Window): Readonly<Record<string, unknown>> {
  const [height, width] = padding;
  return {
    strides: [...stride],
    pad: [
      [0, 0],
      [height, height],
      [width, width],
      [0, 0],
    ],
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
): Readonly<Record<GridLength, number>> {
  const [, height = 1, width = 1, channels = 1] = input;
  const [, outHeight = 1, outWidth = 1] = output;
  return {
    ...{ kernelHeight: kernel[0], kernelWidth: kernel[1] },
    ...{ strideDown: stride[0], strideAcross: stride[1] },
    ...{ paddingAbove: padding[0], paddingLeft: padding[1] },
    ...{ height, width, outHeight, outWidth, channels },
  };
}
