import type { Shader } from "./shader.js";

/** As `dropoutMask.ts` has it; the places of a batch are those of its elements. */
export const dropout: Shader<"key" | "threshold" | "share"> = {
  name: "dropout",
  inputs: ["x", "step"],
  uniforms: { key: "i32", threshold: "i32", share: "f32" },
  declarations: `
    fn hash(value : u32) -> u32 {
      var bits = (value ^ (value >> 16u)) * 0x7feb352du;
      bits = (bits ^ (bits >> 15u)) * 0x846ca68bu;
      return bits ^ (bits >> 16u);
    }`,
  body: `
    let base = hash(bitcast<u32>(uniforms.key) ^ hash(u32(step[0])));
    let draw = hash(u32(index) ^ base) >> 8u;
    setOutputAtIndex(index, select(0.0, x[index] * uniforms.share, draw >= u32(uniforms.threshold)));`,
};
