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
  declarations: `
    fn firstOver(place : i32, kernel : i32, stride : i32) -> i32 {
      return max(place - kernel + stride, 0) / stride;
    }`,
  body: `
    let channel = index % uniforms.channels;
    let position = index / uniforms.channels;
    let area = uniforms.height * uniforms.width;
    let example = position / area;
    let place = position % area;
    let y = place / uniforms.width + uniforms.paddingAbove;
    let x = place % uniforms.width + uniforms.paddingLeft;
    let top = firstOver(y, uniforms.kernelHeight, uniforms.strideDown);
    let left = firstOver(x, uniforms.kernelWidth, uniforms.strideAcross);
    let bottom = min(y / uniforms.strideDown, uniforms.outHeight - 1);
    let right = min(x / uniforms.strideAcross, uniforms.outWidth - 1);
    var sum = 0.0;
    for (var row = top; row <= bottom; row++) {
      for (var column = left; column <= right; column++) {
        let window = (example * uniforms.outHeight + row) * uniforms.outWidth + column;
        let won = window * uniforms.channels + channel;
        if (winners[won] == place) { sum += gradient[won]; }
      }
    }
    setOutputAtIndex(index, sum);`,
};
