import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { TensorFlow } from "../../../model/engine/tensorflow/binding.js";
import { openSession } from "../../../model/engine/tensorflow/session.js";
import { Reference } from "../../../model/engine/reference/reference.js";
import { buildGraph } from "../../../model/network/graph.js";
import type { NetworkSpec } from "../../../model/network/spec.js";
import { buildProgram } from "../../../model/program/build.js";
import { startOf } from "../../support/firstWeights.js";
import { datasetFor, randomNetworks } from "../../support/randomNetworks.js";
import { loadTensorFlow } from "../../support/tensorflow.js";

const rate = 1;
/** What is taught in products of matrices, and what is not. */
const batchSizes = [4, 128];

/** Every other pixel of even grids: which ones depends on where the first window lies. */
const skipping: NetworkSpec = {
  id: "skipping",
  title: "Skipping",
  source: "tests",
  input: [2, 8, 6],
  classes: 3,
  modules: [
    {
      name: "body",
      stages: [
        { kind: "convolution", name: "conv", filters: 3, kernel: 1, stride: 2, padding: 0 },
        { kind: "maxPool", name: "pool", kernel: 1, stride: [2, 1], padding: 0 },
        { kind: "globalAveragePool", name: "average" },
        { kind: "dense", name: "dense", units: 3 },
      ],
    },
  ],
};

let tensorflow: TensorFlow;
beforeAll(async () => {
  tensorflow = await loadTensorFlow();
});

/** The step of the engine, of which each weight goes as far as its gradient says, must be the reference's. */
async function compare(spec: NetworkSpec, count: number, batchSize: number): Promise<void> {
  const dataset = datasetFor(count, spec);
  const program = buildProgram(buildGraph(spec), dataset.train);
  const start = startOf(program.parameters, count);
  const reference = new Reference(program, dataset.train);
  for (const [id, values] of start) reference.write(id, values);
  const indices = Int32Array.from({ length: count }, (_, index) => index);
  reference.run([program.forward, program.backward].flat(), indices);

  const session = openSession(tensorflow, { program, dataset, precision: "float32", batchSize });
  const opened = await session;
  opened.writeState({ tensors: start, lossScale: null });
  await opened.step(indices, { rate, step: 1 });
  for (const [id, values] of (await opened.readState()).tensors) {
    const expected = reference.read(`gradient/${id}`).data;
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const before = start.get(id)!;
    const wrong = [...values].filter((value, index) => {
      const gradient = ((before[index] ?? NaN) - value) / rate;
      return !(Math.abs(gradient - (expected[index] ?? NaN)) <= 1e-3 * largest + 1e-6);
    });
    expect({ id, wrong }).toEqual({ id, wrong: [] });
  }
  opened.close();
}

describe("the TensorFlow engine", () => {
  it.each(batchSizes)(
    "gives the reference's gradients for networks of any shape, for batches of %i",
    async (batchSize) => {
      await fc.assert(
        fc.asyncProperty(randomNetworks, fc.integer({ min: 1, max: 4 }), (spec, count) =>
          compare(spec, count, batchSize),
        ),
        { numRuns: 25, seed: 4, examples: [[skipping, 2]] },
      );
    },
    120_000,
  );
});
