import { gridUniforms as uniforms, type GridLength } from "./grid.js";
import type { Shader } from "./shader.js";
import { sumOverWindows } from "./windowsOver.js";

/** The mean of each window, in which what lies outside the maps counts as zeros: the backend's own leaves it out. */
export const averagePool: Shader<GridLength> = {
  name: "averagePool",
  inputs: ["maps"],
  uniforms,
  body: `
    let channel = index % uniforms.channels;
    let position = index / uniforms.channels;
    let example = position / (uniforms.outHeight * uniforms.outWidth);
    let top = (position / uniforms.outWidth) % uniforms.outHeight * uniforms.strideDown - uniforms.paddingAbove;
    let left = position % uniforms.outWidth * uniforms.strideAcross - uniforms.paddingLeft;
    let first = example * uniforms.height * uniforms.width;
    let taps = uniforms.kernelHeight * uniforms.kernelWidth;
    var sum = 0.0;
    for (var tap = 0; tap < taps; tap++) {
      let y = top + tap / uniforms.kernelWidth;
      let x = left + tap % uniforms.kernelWidth;
      if (y < 0 || x < 0 || y >= uniforms.height || x >= uniforms.width) { continue; }
      sum += maps[(first + y * uniforms.width + x) * uniforms.channels + channel];
    }
    setOutputAtIndex(index, sum / f32(taps));`,
};

/** To each element an even share of the gradients of the windows that look at it. */
export const averagePoolGradient: Shader<GridLength> = {
  name: "averagePoolGradient",
  inputs: ["gradient"],
  uniforms,
  ...sumOverWindows("sum += gradient[pooled] / f32(uniforms.kernelHeight * uniforms.kernelWidth);"),
};
