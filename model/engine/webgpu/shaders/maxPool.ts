import type { Shader } from "./shader.js";

type Grid =
  "kernel" | "stride" | "padding" | "height" | "width" | "outHeight" | "outWidth" | "channels";

const uniforms: Readonly<Record<Grid, "i32">> = {
  kernel: "i32",
  stride: "i32",
  padding: "i32",
  height: "i32",
  width: "i32",
  outHeight: "i32",
  outWidth: "i32",
  channels: "i32",
};

/**
 * Where in its example's map each window's largest element lies; of several the first, which the
 * backend's own kernel does not promise.
 */
export const poolWinners: Shader<Grid> = {
  name: "poolWinners",
  inputs: ["maps", "pooled"],
  uniforms,
  body: `
    let channel = index % uniforms.channels;
    let position = index / uniforms.channels;
    let example = position / (uniforms.outHeight * uniforms.outWidth);
    let top = (position / uniforms.outWidth) % uniforms.outHeight * uniforms.stride - uniforms.padding;
    let left = position % uniforms.outWidth * uniforms.stride - uniforms.padding;
    let first = example * uniforms.height * uniforms.width;
    var winner = -1;
    for (var tap = 0; tap < uniforms.kernel * uniforms.kernel && winner < 0; tap++) {
      let y = top + tap / uniforms.kernel;
      let x = left + tap % uniforms.kernel;
      if (y < 0 || x < 0 || y >= uniforms.height || x >= uniforms.width) { continue; }
      let place = y * uniforms.width + x;
      if (maps[(first + place) * uniforms.channels + channel] == pooled[index]) { winner = place; }
    }
    setOutputAtIndexI32(index, winner);`,
};

/** To each element the gradients of the windows that it won. */
export const maxPoolGradient: Shader<Grid> = {
  name: "maxPoolGradient",
  inputs: ["gradient", "winners"],
  uniforms,
  declarations: `
    fn firstOver(place : i32) -> i32 {
      let reach = place + uniforms.padding - uniforms.kernel + uniforms.stride;
      return max(reach, 0) / uniforms.stride;
    }`,
  body: `
    let channel = index % uniforms.channels;
    let position = index / uniforms.channels;
    let area = uniforms.height * uniforms.width;
    let example = position / area;
    let place = position % area;
    let y = place / uniforms.width;
    let x = place % uniforms.width;
    let bottom = min((y + uniforms.padding) / uniforms.stride, uniforms.outHeight - 1);
    let right = min((x + uniforms.padding) / uniforms.stride, uniforms.outWidth - 1);
    var sum = 0.0;
    for (var row = firstOver(y); row <= bottom; row++) {
      for (var column = firstOver(x); column <= right; column++) {
        let window = (example * uniforms.outHeight + row) * uniforms.outWidth + column;
        let won = window * uniforms.channels + channel;
        if (winners[won] == place) { sum += gradient[won]; }
      }
    }
    setOutputAtIndex(index, sum);`,
};
