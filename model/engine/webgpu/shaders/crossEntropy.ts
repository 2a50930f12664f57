import type { Shader } from "./shader.js";

const declarations = `
  fn largestFrom(row : i32) -> f32 {
    var largest = logits[row];
    for (var c = 1; c < uniforms.classes; c++) { largest = max(largest, logits[row + c]); }
    return largest;
  }
  fn totalFrom(row : i32, largest : f32) -> f32 {
    var total = 0.0;
    for (var c = 0; c < uniforms.classes; c++) { total += exp(logits[row + c] - largest); }
    return total;
  }`;

/** Softmax cross-entropy of each example. */
export const crossEntropy: Shader<"classes" | "smoothing"> = {
  name: "crossEntropy",
  inputs: ["logits", "labels"],
  uniforms: { classes: "i32", smoothing: "f32" },
  declarations,
  body: `
    let row = index * uniforms.classes;
    let largest = largestFrom(row);
    let total = totalFrom(row, largest);
    var mean = 0.0;
    for (var c = 0; c < uniforms.classes; c++) { mean += logits[row + c]; }
    mean /= f32(uniforms.classes);
    let expected = mix(logits[row + labels[index]], mean, uniforms.smoothing);
    setOutputAtIndex(index, log(total) + largest - expected);`,
};

/** The gradient of `weight` times the mean cross-entropy for the logits. */
export const crossEntropyGradient: Shader<"classes" | "batch" | "smoothing" | "weight"> = {
  name: "crossEntropyGradient",
  inputs: ["logits", "labels"],
  uniforms: { classes: "i32", batch: "i32", smoothing: "f32", weight: "f32" },
  declarations,
  body: `
    let example = index / uniforms.classes;
    let row = example * uniforms.classes;
    let largest = largestFrom(row);
    let share = exp(logits[index] - largest) / totalFrom(row, largest);
    let label = select(0.0, 1.0, index - row == labels[example]);
    let truth = mix(label, 1.0 / f32(uniforms.classes), uniforms.smoothing);
    setOutputAtIndex(index, uniforms.weight * (share - truth) / f32(uniforms.batch));`,
};
