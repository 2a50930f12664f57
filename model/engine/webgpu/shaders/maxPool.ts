import { sumOverWindows } from "./windowsOver.js";
import { gridUniforms as uniforms, type GridLength } from "./grid.js";
import type { Shader } from "./shader.js";

/**
 * Where in its example's map each window's largest element lies; of several the first, which the
 * backend's own kernel does not promise.
 */
export const poolWinners: Shader<GridLength> = {
  name: "poolWinners",
  inputs: ["maps", "pooled"],
  uniforms,
  body: `
    let channel = index % uniforms.channels;
    let position = index / uniforms.channels;
    let example = position / (uniforms.outHeight * uniforms.outWidth);
    let top = (position / uniforms.outWidth) % uniforms.outHeight * uniforms.strideDown - uniforms.paddingAbove;
    let left = position % uniforms.outWidth * uniforms.strideAcross - uniforms.paddingLeft;
    let first = example * uniforms.height * uniforms.width;
    var winner = -1;
    for (var tap = 0; tap < uniforms.kernelHeight * uniforms.kernelWidth && winner < 0; tap++) {
      let y = top + tap / uniforms.kernelWidth;
      let x = left + tap % uniforms.kernelWidth;
      if (y < 0 || x < 0 || y >= uniforms.height || x >= uniforms.width) { continue; }
      let place = y * uniforms.width + x;
      if (maps[(first + place) * uniforms.channels + channel] == pooled[index]) { winner = place; }
    }
    setOutputAtIndexI32(index, winner);`,
};

/** To each element the gradients of the windows that it won. */
export const maxPoolGradient: Shader<GridLength> = {
  name: "maxPoolGradient",
  inputs: ["gradient", "winners"],
  uniforms,
  ...sumOverWindows("if (winners[pooled] == place) { sum += gradient[pooled]; }"),
};
