import type { ConvolutionSpec, PerAxis } from "./spec.js";

interface Options {
  /** What follows its name where a path has two of one window, such as `_1`. */
  readonly suffix?: string;
  readonly stride?: number;
  /** Whether stride 1 keeps height and width; only whole windows count if not. */
  readonly isPadded?: boolean;
}

/** A convolution named by its window, with batch normalization in place of its bias. */
export function normalized(
  filters: number,
  [height, width]: PerAxis,
  { suffix = "", stride = 1, isPadded = true }: Options = {},
): ConvolutionSpec {
  return {
    kind: "convolution",
    name: `conv${height}x${width}${suffix}`,
    filters,
    kernel: [height, width],
    stride,
    padding: isPadded ? [(height - 1) / 2, (width - 1) / 2] : 0,
    normalization: "batch",
    bias: false,
  };
}
