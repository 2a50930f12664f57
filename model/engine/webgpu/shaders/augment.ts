import { draws, drawsPerPicture } from "../../../program/augmentation.js";
import { hashInWgsl } from "./hash.js";
import type { Shader } from "./shader.js";

const lengths = {
  height: "i32",
  width: "i32",
  channels: "i32",
  key: "i32",
  flips: "i32",
  farDown: "i32",
  farAcross: "i32",
  tallest: "i32",
  least: "i32",
  widest: "i32",
  narrowest: "i32",
} as const;

/** As `augmentation.ts` has it, of [batch, height, width, channels]. */
export const augment: Shader<keyof typeof lengths | "factor"> = {
  name: "augment",
  inputs: ["x", "step"],
  uniforms: { ...lengths, factor: "f32" },
  declarations: `${hashInWgsl}
    fn draw(example : i32, number : i32, count : i32) -> i32 {
      let base = hash(bitcast<u32>(uniforms.key) ^ hash(u32(step[0])));
      let word = hash(u32(example * ${drawsPerPicture} + number) ^ base);
      return i32(((word >> 16u) * u32(count)) >> 16u);
    }`,
  body: `
    let c = index % uniforms.channels;
    let place = index / uniforms.channels;
    let x0 = place % uniforms.width;
    let y0 = place / uniforms.width % uniforms.height;
    let example = place / (uniforms.width * uniforms.height);
    let row = y0 - draw(example, ${draws.down}, 2 * uniforms.farDown + 1) + uniforms.farDown;
    var column = x0 - draw(example, ${draws.across}, 2 * uniforms.farAcross + 1) + uniforms.farAcross;
    if (uniforms.flips == 1 && draw(example, ${draws.flip}, 2) == 1) {
      column = uniforms.width - 1 - column;
    }
    var value = 0.0;
    if (row >= 0 && row < uniforms.height && column >= 0 && column < uniforms.width) {
      let source = (example * uniforms.height + row) * uniforms.width + column;
      value = x[source * uniforms.channels + c];
    }
    if (uniforms.tallest > 0 && draw(example, ${draws.erase}, 2) == 1) {
      let tall = uniforms.least
        + draw(example, ${draws.height}, uniforms.tallest - uniforms.least + 1);
      let wide = uniforms.narrowest
        + draw(example, ${draws.width}, uniforms.widest - uniforms.narrowest + 1);
      let top = draw(example, ${draws.top}, uniforms.height - tall + 1);
      let left = draw(example, ${draws.left}, uniforms.width - wide + 1);
      if (y0 >= top && y0 < top + tall && x0 >= left && x0 < left + wide) {
        value = f32(draw(example, ${draws.gray}, 256)) * uniforms.factor;
      }
    }
    setOutputAtIndex(index, value);`,
};
