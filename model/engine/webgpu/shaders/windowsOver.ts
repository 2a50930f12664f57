import type { GridLength } from "./grid.js";
import type { Shader } from "./shader.js";

/**
 * To each element of maps a sum over the windows that look at it: `add` adds to `sum` what one of them
 * gives, whose element of this channel is `pooled`; `place` is where in its map the element lies.
 */
export function sumOverWindows(add: string): Pick<Shader<GridLength>, "declarations" | "body"> {
  return {
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
        let pooled = window * uniforms.channels + channel;
        ${add}
      }
    }
    setOutputAtIndex(index, sum);`,
  };
}
