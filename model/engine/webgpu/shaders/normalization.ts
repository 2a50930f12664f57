import type { Shader } from "./shader.js";

/** (x − mean)², by channels. */
export const squareDistance: Shader<"channels"> = {
  name: "squareDistance",
  inputs: ["x", "mean"],
  uniforms: { channels: "i32" },
  body: `
    let distance = x[index] - mean[index % uniforms.channels];
    setOutputAtIndex(index, distance * distance);`,
};

export const normalize: Shader<"channels" | "epsilon"> = {
  name: "normalize",
  inputs: ["x", "mean", "variance", "scale", "shift"],
  uniforms: { channels: "i32", epsilon: "f32" },
  body: `
    let c = index % uniforms.channels;
    let normal = (x[index] - mean[c]) / sqrt(variance[c] + uniforms.epsilon);
    setOutputAtIndex(index, scale[c] * normal + shift[c]);`,
};

/** The gradient times the normalized input; `share` makes of a sample's variance that of its numbers. */
export const timesNormal: Shader<"channels" | "epsilon" | "share"> = {
  name: "timesNormal",
  inputs: ["gradient", "x", "mean", "variance"],
  uniforms: { channels: "i32", epsilon: "f32", share: "f32" },
  body: `
    let c = index % uniforms.channels;
    let deviation = sqrt(variance[c] * uniforms.share + uniforms.epsilon);
    setOutputAtIndex(index, gradient[index] * (x[index] - mean[c]) / deviation);`,
};

/** For the input, by the gradients of scale and shift, which are sums over `count` positions. */
export const normalizeGradient: Shader<"channels" | "epsilon" | "share" | "count"> = {
  name: "normalizeGradient",
  inputs: ["gradient", "x", "mean", "variance", "scale", "scaleGradient", "shiftGradient"],
  uniforms: { channels: "i32", epsilon: "f32", share: "f32", count: "f32" },
  body: `
    let c = index % uniforms.channels;
    let deviation = sqrt(variance[c] * uniforms.share + uniforms.epsilon);
    let normal = (x[index] - mean[c]) / deviation;
    let both = (shiftGradient[c] + normal * scaleGradient[c]) / uniforms.count;
    setOutputAtIndex(index, scale[c] / deviation * (gradient[index] - both));`,
};
