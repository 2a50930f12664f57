import type { LocalResponse } from "../../program/operations.js";
import { f32, write, type Emitters } from "./emission.js";
import { attribute, type Attribute } from "./graphDef.js";

/** Along the channels, so that nothing of it is turned. */
export const localResponseEmitters = {
  localResponseNormalize({ input, output, ...response }, emission) {
    const inputs = [emission.graph.read(input, f32)];
    write(emission, output, { op: "LRN", type: f32, inputs, attributes: attributesOf(response) });
  },
  localResponseNormalizeGradient({ gradient, input, normalized, output, ...response }, emission) {
    const inputs = [gradient, input, normalized].map((id) => emission.graph.read(id, f32));
    const attributes = attributesOf(response);
    write(emission, output, { op: "LRNGrad", type: f32, inputs, attributes });
  },
} satisfies Emitters;

/** The library's alpha is that of the sum, too. */
function attributesOf({
  radius,
  alpha,
  beta,
  offset,
}: LocalResponse): Readonly<Record<string, Attribute>> {
  return {
    depth_radius: attribute.integer(radius),
    bias: attribute.float(offset),
    alpha: attribute.float(alpha),
    beta: attribute.float(beta),
  };
}
