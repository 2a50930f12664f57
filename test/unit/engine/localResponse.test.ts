import { expect, it } from "vitest";
import {
  localResponseNormalize,
  localResponseNormalizeGradient,
} from "../../../model/engine/reference/localResponse.js";
import { zeros } from "../../../model/engine/reference/tensor.js";

/** Printed by test/reference/localResponse.py. */
const recorded = {
  normalized: [
    ...[0.399384138, -0.794391455, 1.136060883, 0.178452313, -0.4387689, 0.675675697, 1.35734409],
    ...[0.0, 0.488393628, -0.438691338, 0.720661864, -0.626551252, 0.955108876, -1.022549373],
  ],
  gradient: [
    ...[0.311283682, 1.024805727, 0.982134624, 1.339231943, 2.33808747, 1.139785732, 0.709296163],
    ...[4.428666493, 4.056403917, 4.486096312, 2.955508158, 3.237712233, 4.263161042, 3.732854951],
  ],
};

it("is PyTorch's local response normalization, and its gradient", () => {
  const shape = [1, 1, 2, 7];
  const input = {
    shape,
    data: Float64Array.of(1, -2, 3, 0.5, -1.5, 2, 4, 0, 1, -1, 2, -2, 3, -3),
  };
  const slopes = { shape, data: Float64Array.from({ length: 14 }, (_, place) => place + 1) };
  const of = { radius: 2, alpha: 0.1, beta: 0.75, offset: 2 };
  const [normalized, gradient] = [zeros(shape), zeros(shape)];
  localResponseNormalize(input, of, normalized);
  localResponseNormalizeGradient(slopes, input, of, gradient);
  const near = (values: readonly number[]) =>
    values.map((value) => expect.closeTo(value, 8) as number);
  expect([...normalized.data]).toEqual(near(recorded.normalized));
  expect([...gradient.data]).toEqual(near(recorded.gradient));
});
