import type { Shader } from "./shader.js";

/** Down to a norm of `largest`. */
export const clip: Shader<"largest"> = {
  name: "clip",
  inputs: ["gradient", "norm"],
  uniforms: { largest: "f32" },
  body: `
    let factor = min(1.0, uniforms.largest / (norm[0] + 1e-6));
    setOutputAtIndex(index, gradient[index] * factor);`,
};

export const addScaled: Shader<"factor"> = {
  name: "addScaled",
  inputs: ["x", "y"],
  uniforms: { factor: "f32" },
  body: "setOutputAtIndex(index, x[index] + uniforms.factor * y[index]);",
};

/** In place: the output is what follows. */
export const followValue: Shader<"keep" | "share"> = {
  name: "followValue",
  inputs: ["x"],
  uniforms: { keep: "f32", share: "f32" },
  body: "result[index] = uniforms.keep * result[index] + uniforms.share * x[index];",
};

/** In place: the output is what follows. */
export const followSquare: Shader<"keep" | "share"> = {
  name: "followSquare",
  inputs: ["gradient"],
  uniforms: { keep: "f32", share: "f32" },
  body: `
    let square = gradient[index] * gradient[index];
    result[index] = uniforms.keep * result[index] + uniforms.share * square;`,
};

export const followNesterov: Shader<"momentum"> = {
  name: "followNesterov",
  inputs: ["gradient", "velocity"],
  uniforms: { momentum: "f32" },
  body: "setOutputAtIndex(index, gradient[index] + uniforms.momentum * velocity[index]);",
};

/**
 * In place: the output is the parameter. At first 1 − βᵗ is so small that its digits would be lost in
 * the difference: there it is the beginning of its series.
 */
export const descendByAdam: Shader<"log1" | "log2" | "epsilon" | "decay"> = {
  name: "descendByAdam",
  inputs: ["mean", "square", "rate", "step"],
  uniforms: { log1: "f32", log2: "f32", epsilon: "f32", decay: "f32" },
  declarations: `
    fn complementOfPower(logarithm : f32) -> f32 {
      let x = logarithm * f32(step[0]);
      return select(1.0 - exp(x), -x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0))), x > -0.1);
    }`,
  body: `
    let first = mean[index] / complementOfPower(uniforms.log1);
    let deviation = sqrt(square[index] / complementOfPower(uniforms.log2)) + uniforms.epsilon;
    result[index] -= rate[0] * (uniforms.decay * result[index] + first / deviation);`,
};

/** In place: the output is the mean. */
export const average: Shader<"share"> = {
  name: "average",
  inputs: ["x", "step"],
  uniforms: { share: "f32" },
  body: `
    let part = max(uniforms.share, 10.0 / (f32(step[0]) + 9.0));
    result[index] = result[index] + part * (x[index] - result[index]);`,
};
