import type { Shader } from "./shader.js";

/** Rows of a table of bytes, four of which lie in each 32-bit word. */
export const gatherBytes: Shader<"rowLength"> = {
  name: "gatherBytes",
  inputs: ["table", "rows"],
  uniforms: { rowLength: "i32" },
  body: `
    let place = rows[index / uniforms.rowLength] * uniforms.rowLength + index % uniforms.rowLength;
    let word = bitcast<u32>(table[place / 4]);
    setOutputAtIndexI32(index, i32((word >> (8u * u32(place % 4))) & 255u));`,
};

/** Rows of a table of words. */
export const gatherWords: Shader<"rowLength"> = {
  name: "gatherWords",
  inputs: ["table", "rows"],
  uniforms: { rowLength: "i32" },
  body: `
    let place = rows[index / uniforms.rowLength] * uniforms.rowLength + index % uniforms.rowLength;
    setOutputAtIndexI32(index, table[place]);`,
};

export const scale: Shader<"factor"> = {
  name: "scale",
  inputs: ["x"],
  uniforms: { factor: "f32" },
  body: "setOutputAtIndex(index, f32(x[index]) * uniforms.factor);",
};

export const reluGradient: Shader<never> = {
  name: "reluGradient",
  inputs: ["gradient", "activation"],
  uniforms: {},
  body: "setOutputAtIndex(index, select(0.0, gradient[index], activation[index] > 0.0));",
};

/** Spreads [batch, channels] over [batch, area, channels]. */
export const spread: Shader<"area" | "channels"> = {
  name: "spread",
  inputs: ["gradient"],
  uniforms: { area: "i32", channels: "i32" },
  body: `
    let example = index / (uniforms.area * uniforms.channels);
    let place = example * uniforms.channels + index % uniforms.channels;
    setOutputAtIndex(index, gradient[place] / f32(uniforms.area));`,
};

/** In place: the output is the parameter. */
export const descend: Shader<never> = {
  name: "descend",
  inputs: ["gradient", "rate"],
  uniforms: {},
  body: "result[index] = result[index] - rate[0] * gradient[index];",
};

/** Sums the layers of [layers, …] in their order. */
export const sumLayers: Shader<"layers"> = {
  name: "sumLayers",
  inputs: ["x"],
  uniforms: { layers: "i32" },
  body: `
    var sum = 0.0;
    for (var layer = 0; layer < uniforms.layers; layer++) {
      sum += x[layer * uniforms.size + index];
    }
    setOutputAtIndex(index, sum);`,
};

/** 1 where nothing is positive, 0 elsewhere. */
export const isDead: Shader<never> = {
  name: "isDead",
  inputs: ["largest"],
  uniforms: {},
  body: "setOutputAtIndex(index, select(0.0, 1.0, largest[index] <= 0.0));",
};
