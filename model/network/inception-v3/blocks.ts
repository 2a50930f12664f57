import { says } from "../../messages/message.js";
import { normalized } from "../normalized.js";
import type { AveragePoolSpec, BlockSpec, ConvolutionSpec, StageSpec } from "../spec.js";

const averagePool: AveragePoolSpec = {
  kind: "averagePool",
  name: "pool",
  kernel: 3,
  stride: 1,
  padding: 1,
};

function inception(name: string, paths: BlockSpec["paths"]): BlockSpec {
  return { kind: "block", type: "inception", name, title: says("Inception {0}", name), paths };
}

function one(filters: number): ConvolutionSpec {
  return normalized(filters, [1, 1]);
}

/** Figure 5: a 5×5 as two 3×3; one path keeps its 5×5, as in all published programs. */
export function figure5(name: string, pooled: number): BlockSpec {
  return inception(name, [
    [one(64)],
    [one(48), normalized(64, [5, 5])],
    [one(64), normalized(96, [3, 3], { suffix: "_1" }), normalized(96, [3, 3], { suffix: "_2" })],
    [averagePool, one(pooled)],
  ]);
}

/** Figure 6: a 7×7 as 1×7 and 7×1, with `inner` filters between them. */
export function figure6(name: string, inner: number): BlockSpec {
  return inception(name, [
    [one(192)],
    [one(inner), normalized(inner, [1, 7]), normalized(192, [7, 1])],
    [
      one(inner),
      normalized(inner, [7, 1], { suffix: "_1" }),
      normalized(inner, [1, 7], { suffix: "_1" }),
      normalized(inner, [7, 1], { suffix: "_2" }),
      normalized(192, [1, 7], { suffix: "_2" }),
    ],
    [averagePool, one(192)],
  ]);
}

/** Figure 7: two paths end in a bank of 1×3 beside 3×1, since the coarsest grid can have more channels. */
export function figure7(name: string): BlockSpec {
  return inception(name, [
    [one(320)],
    [one(384), bank()],
    [one(448), normalized(384, [3, 3]), bank()],
    [averagePool, one(192)],
  ]);
}

function bank(): BlockSpec {
  return {
    kind: "block",
    type: "bank",
    name: "bank",
    title: says("Expanded filter bank"),
    paths: [[normalized(384, [1, 3])], [normalized(384, [3, 1])]],
  };
}

/** Figure 10: convolutions of stride 2 beside a pool, so that no step of the way has too few numbers. */
export function reduction(name: string, ...rows: readonly (readonly StageSpec[])[]): BlockSpec {
  return {
    kind: "block",
    type: "reduction",
    name,
    title: says("Grid reduction {0}", name),
    paths: [...rows, [{ kind: "maxPool", name: "pool", kernel: 3, stride: 2, padding: 0 }]],
  };
}
