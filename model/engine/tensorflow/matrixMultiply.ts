import type { TensorFlow } from "./binding.js";
import { GraphBuilder } from "./graphBuilder.js";
import { attribute, dtype, encodeSavedModel } from "./graphDef.js";
import { loadSavedModel } from "./savedModel.js";

const side = 4096;
const runs = 5;

/** Multiply-adds a second of the best of a few products of two large float32 matrices. */
export async function measureMatrixMultiply(tensorflow: TensorFlow): Promise<number> {
  const graph = await loadSavedModel(tensorflow, emitProduct());
  const values = new Float32Array(side * side).fill(1);
  const feed = { name: "matrix:0", type: dtype.float32, shape: [side, side], values };
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const begin = performance.now();
    graph.run([feed], ["corner:0"]);
    best = Math.min(best, (performance.now() - begin) / 1000);
  }
  graph.close();
  return side ** 3 / best;
}

function emitProduct(): Uint8Array {
  const graph = new GraphBuilder(dtype.float32);
  const float = { T: attribute.type(dtype.float32) };
  const matrix = graph.placeholder("matrix", dtype.float32);
  const product = graph.node("MatMul", "product", {
    inputs: [matrix, matrix],
    attributes: {
      ...float,
      transpose_a: attribute.boolean(false),
      transpose_b: attribute.boolean(false),
    },
  });
  // One element, so that the product itself is not brought back.
  graph.node("Slice", "corner", {
    inputs: [product, graph.integers([0, 0]), graph.integers([1, 1])],
    attributes: { ...float, Index: attribute.type(dtype.int32) },
  });
  return encodeSavedModel(graph.nodes);
}
