import { hashInWgsl } from "./hash.js";
import type { Shader } from "./shader.js";

/** As `dropoutMask.ts` has it; the places of a batch are those of its elements. */
export const dropout: Shader<"key" | "threshold" | "share"> = {
  name: "dropout",
  inputs: ["x", "step"],
  uniforms: { key: "i32", threshold: "i32", share: "f32" },
  declarations: hashInWgsl,
  body: `
    let base = hash(bitcast<u32>(uniforms.key) ^ hash(u32(step[0])));
    let draw = hash(u32(index) ^ base) >> 8u;
    setOutputAtIndex(index, select(0.0, x[index] * uniforms.share, draw >= u32(uniforms.threshold)));`,
};
