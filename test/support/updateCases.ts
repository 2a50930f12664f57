import { fixed, one, type Case } from "./operationCase.js";

/** Of what is made of gradients, and of the steps along them. */
export const updateCases = {
  follow: [
    one({ kind: "follow", average: "a", value: "b", share: 0.25 }, { a: fixed(5), b: fixed(5) }),
  ],
  average: [0.001, 0.75].map((share) =>
    one(
      { kind: "average", average: "a", value: "b", step: "stepNumber", share },
      { a: fixed(3, 4), b: fixed(3, 4) },
    ),
  ),
  clip: [0.25, 100].map((largest) =>
    one(
      { kind: "clip", gradient: "g", norm: "n", largest, output: "y" },
      { g: fixed(3, 4), n: fixed(), y: fixed(3, 4) },
    ),
  ),
  addDecay: [
    one(
      { kind: "addDecay", gradient: "g", parameter: "p", decay: 0.25, output: "y" },
      { g: fixed(3, 4), p: fixed(3, 4), y: fixed(3, 4) },
    ),
  ],
  momentumDescent: [false, true].map((isNesterov) =>
    one(
      {
        ...{ kind: "momentumDescent", parameter: "p", gradient: "g", velocity: "v" },
        ...{ rate: "learningRate", momentum: 0.9, isNesterov },
      },
      { p: fixed(3, 4), g: fixed(3, 4), v: fixed(3, 4) },
    ),
  ),
  adamDescent: [
    {
      operations: [
        // No square is negative.
        { kind: "relu", input: "s", output: "v" },
        {
          ...{ kind: "adamDescent", parameter: "p", gradient: "g", mean: "m", square: "v" },
          ...{ rate: "learningRate", step: "stepNumber" },
          ...{ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0.01 },
        },
      ],
      values: { s: fixed(3, 4), v: fixed(3, 4), p: fixed(3, 4), g: fixed(3, 4), m: fixed(3, 4) },
    },
  ],
  gradientDescent: [
    one(
      { kind: "gradientDescent", parameter: "p", gradient: "g", rate: "learningRate" },
      { p: fixed(3, 4), g: fixed(3, 4) },
    ),
  ],
} as const satisfies Readonly<Record<string, readonly Case[]>>;
