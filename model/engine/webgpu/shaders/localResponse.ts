import type { Shader } from "./shader.js";

type Numbers = "channels" | "radius" | "alpha" | "beta" | "offset";

const uniforms = {
  channels: "i32",
  radius: "i32",
  alpha: "f32",
  beta: "f32",
  offset: "f32",
} as const;

/** What divides at a place, before the power. */
const sumAt = `
  fn sumAt(index : i32) -> f32 {
    let channel = index % uniforms.channels;
    let first = index - min(channel, uniforms.radius);
    let last = index + min(uniforms.channels - 1 - channel, uniforms.radius);
    var sum = 0.0;
    for (var place = first; place <= last; place++) { sum += x[place] * x[place]; }
    return uniforms.offset + uniforms.alpha * sum;
  }`;

export const localResponseNormalize: Shader<Numbers> = {
  name: "localResponseNormalize",
  inputs: ["x"],
  uniforms,
  declarations: sumAt,
  body: "setOutputAtIndex(index, x[index] * pow(sumAt(index), -uniforms.beta));",
};

/** `normalized` is input · sum^−beta, so that one power is enough. */
export const localResponseNormalizeGradient: Shader<Numbers> = {
  name: "localResponseNormalizeGradient",
  inputs: ["gradient", "x", "normalized"],
  uniforms,
  declarations: sumAt,
  body: `
    let channel = index % uniforms.channels;
    let first = index - min(channel, uniforms.radius);
    let last = index + min(uniforms.channels - 1 - channel, uniforms.radius);
    var slope = 0.0;
    for (var place = first; place <= last; place++) {
      slope += gradient[place] * normalized[place] / sumAt(place);
    }
    let own = gradient[index] * pow(sumAt(index), -uniforms.beta);
    setOutputAtIndex(index, own - 2.0 * uniforms.alpha * uniforms.beta * x[index] * slope);`,
};
