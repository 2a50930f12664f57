import type { OperationKind } from "../../model/program/operations.js";
import { each, fixed, one, type Case } from "./operationCase.js";

/** The papers' and another power; fewer channels than a sum has, and more. */
const responses = [
  { x: each(3, 2, 9), radius: 2, alpha: 0.3, beta: 0.75, offset: 2 },
  { x: each(2, 2, 3), radius: 2, alpha: 0.5, beta: 0.5, offset: 1 },
];

const unary = { input: "x", output: "y" } as const;

/** Of what brings numbers to a common size. */
export const normalizationCases = {
  batchNormalize: [each(4, 3, 5), each(1, 1, 3)].map((x) => {
    const ofChannels = fixed(...x.shape.slice(-1));
    return one(
      {
        ...{ kind: "batchNormalize", ...unary, scale: "s", shift: "t", epsilon: 1e-3 },
        ...{ mean: "m", variance: "v" },
      },
      { x, y: x, s: ofChannels, t: ofChannels, m: ofChannels, v: ofChannels },
    );
  }),
  normalize: [
    {
      operations: [
        // No variance is negative.
        { kind: "relu", input: "u", output: "v" },
        {
          ...{ kind: "normalize", ...unary, scale: "s", shift: "t", epsilon: 0.25 },
          ...{ mean: "m", variance: "v" },
        },
      ],
      values: {
        ...{ x: each(4, 3, 5), y: each(4, 3, 5), s: fixed(5), t: fixed(5) },
        ...{ m: fixed(5), u: fixed(5), v: fixed(5) },
      },
    },
  ],
  batchNormalizeGradient: [
    {
      operations: [
        {
          ...{ kind: "batchNormalize", ...unary, scale: "s", shift: "t", epsilon: 1e-3 },
          ...{ mean: "m", variance: "v" },
        },
        {
          ...{ kind: "batchNormalizeGradient", gradient: "g", input: "x", scale: "s" },
          ...{ mean: "m", variance: "v", epsilon: 1e-3 },
          ...{ output: "d", scaleGradient: "ds", shiftGradient: "dt" },
        },
      ],
      values: {
        ...{ x: each(4, 3, 5), y: each(4, 3, 5), g: each(4, 3, 5), d: each(4, 3, 5) },
        ...{ s: fixed(5), t: fixed(5), m: fixed(5), v: fixed(5), ds: fixed(5), dt: fixed(5) },
      },
    },
  ],
  localResponseNormalize: responses.map(({ x, ...response }) =>
    one({ kind: "localResponseNormalize", ...unary, ...response }, { x, y: x }),
  ),
  localResponseNormalizeGradient: responses.map(({ x, ...response }) => ({
    operations: [
      { kind: "localResponseNormalize", input: "x", output: "normalized", ...response },
      {
        kind: "localResponseNormalizeGradient",
        ...{ gradient: "g", input: "x", normalized: "normalized", output: "y", ...response },
      },
    ],
    values: { x, normalized: x, g: x, y: x },
  })),
} satisfies Partial<Readonly<Record<OperationKind, readonly Case[]>>>;
