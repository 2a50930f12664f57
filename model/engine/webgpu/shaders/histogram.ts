import { histogramEdges } from "../../../run/histogramBins.js";
import type { Shader } from "./shader.js";

const count = histogramEdges.length;

/** Counts the elements in each bin, into zeros; the bins as `binOf` finds them. */
export const countBins: Shader<never> = {
  name: "countBins",
  inputs: ["x"],
  uniforms: {},
  isAtomic: true,
  declarations: `
    const edges = array<f32, ${count}>(${histogramEdges.map((edge) => `f32(${edge})`).join(", ")});`,
  body: `
    var table = edges;
    var low = 0;
    var high = ${count};
    while (low < high) {
      let middle = (low + high) / 2;
      if (table[middle] <= x[index]) { low = middle + 1; } else { high = middle; }
    }
    atomicAdd(&result[low], 1);`,
};
