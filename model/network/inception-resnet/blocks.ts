import { says } from "../../messages/message.js";
import { normalized } from "../normalized.js";
import type { BlockSpec, ConvolutionSpec, StageSpec } from "../spec.js";

function one(filters: number): ConvolutionSpec {
  return normalized(filters, [1, 1]);
}

interface Residual {
  readonly scale: number;
  /** As many as the block is given, for what it adds must have them too. */
  readonly channels: number;
}

/**
 * Paths beside a shortcut: a linear 1×1 sets their channels to those of the shortcut, and what they give
 * is scaled before the addition, without which wide networks of this kind die early (section 3.3).
 */
function residual(
  name: string,
  { scale, channels }: Residual,
  paths: BlockSpec["paths"],
): BlockSpec {
  const branches: BlockSpec = {
    kind: "block",
    type: "inception",
    name: "branches",
    title: says("Branches"),
    paths,
  };
  return {
    kind: "block",
    type: "residual",
    name,
    title: says("Inception-ResNet {0}", name),
    paths: [[], [branches, { ...linear, filters: channels }]],
    join: { kind: "add", scale },
  };
}

/** With a bias and without normalization, as in the authors' program. */
const linear: ConvolutionSpec = {
  kind: "convolution",
  name: "conv1x1",
  filters: 1,
  kernel: 1,
  stride: 1,
  padding: 0,
  activation: "none",
};

/** Figure 10, Inception-ResNet-A. */
export function figure10(name: string): BlockSpec {
  return residual(name, { scale: 0.17, channels: 256 }, [
    [one(32)],
    [one(32), normalized(32, [3, 3])],
    [one(32), normalized(32, [3, 3], { suffix: "_1" }), normalized(32, [3, 3], { suffix: "_2" })],
  ]);
}

/** Figure 11, Inception-ResNet-B. */
export function figure11(name: string): BlockSpec {
  return residual(name, { scale: 0.1, channels: 896 }, [
    [one(128)],
    [one(128), normalized(128, [1, 7]), normalized(128, [7, 1])],
  ]);
}

/** Figure 13, Inception-ResNet-C. */
export function figure13(name: string): BlockSpec {
  return residual(name, { scale: 0.2, channels: 1792 }, [
    [one(192)],
    [one(192), normalized(192, [1, 3]), normalized(192, [3, 1])],
  ]);
}

const halving = { stride: 2, isPadded: false } as const;

/** Figure 7, Reduction-A, with the filters of Table 1. */
export function figure7(name: string): BlockSpec {
  return reduction(name, [
    [normalized(384, [3, 3], halving)],
    [
      one(192),
      normalized(192, [3, 3], { suffix: "_1" }),
      normalized(256, [3, 3], { ...halving, suffix: "_2" }),
    ],
  ]);
}

/** Figure 12, Reduction-B. */
export function figure12(name: string): BlockSpec {
  return reduction(name, [
    [one(256), normalized(384, [3, 3], halving)],
    [one(256), normalized(256, [3, 3], halving)],
    [
      one(256),
      normalized(256, [3, 3], { suffix: "_1" }),
      normalized(256, [3, 3], { ...halving, suffix: "_2" }),
    ],
  ]);
}

function reduction(name: string, paths: readonly (readonly StageSpec[])[]): BlockSpec {
  return {
    kind: "block",
    type: "reduction",
    name,
    title: says("Grid reduction {0}", name),
    paths: [[{ kind: "maxPool", name: "pool", kernel: 3, stride: 2, padding: 0 }], ...paths],
  };
}
