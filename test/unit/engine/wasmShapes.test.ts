import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Reference } from "../../../model/engine/reference/reference.js";
import { chooseFlavor, type Flavor } from "../../../model/engine/wasm/kernelFiles.js";
import { buildGraph } from "../../../model/network/graph.js";
import type { NetworkSpec } from "../../../model/network/spec.js";
import { buildProgram } from "../../../model/program/build.js";
import { ends } from "../../../model/program/program.js";
import { startOf } from "../../support/firstWeights.js";
import { datasetFor, randomNetworks, tiledNetworks } from "../../support/randomNetworks.js";
import { buildWasm } from "../../support/wasm.js";
import { gradientsOf } from "../../support/wasmSteps.js";

const flavors: readonly Flavor[] = chooseFlavor() === "SIMD" ? ["SIMD"] : ["SIMD", "relaxed SIMD"];

/** Runs a network on the kernels and on the reference; the gradients must be the same. */
async function compare(spec: NetworkSpec, count: number, flavor: Flavor): Promise<void> {
  const dataset = datasetFor(count, spec);
  const { height, width } = dataset.train;
  const program = buildProgram(buildGraph(spec), { height, width });
  const parameters = startOf(program.parameters, count);
  const reference = new Reference(program, dataset.train);
  for (const [id, values] of parameters) reference.write(id, values);
  const indices = Array.from({ length: count }, (_, index) => index);
  reference.run([...program.forward, ...program.backward], indices);

  const { loss, gradients } = await gradientsOf(program, dataset, { parameters, flavor });
  const expectedLoss = reference.read(ends.loss).data[0] ?? NaN;
  expect(Math.abs(loss - expectedLoss)).toBeLessThan(1e-4 * (1 + expectedLoss));
  for (const [id, gradient] of gradients) {
    const expected = reference.read(`gradient/${id}`).data;
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const allowed = 1e-3 * largest + 1e-6;
    const wrong = [...gradient].filter(
      (value, index) => !(Math.abs(value - (expected[index] ?? NaN)) <= allowed),
    );
    expect({ id, wrong }).toEqual({ id, wrong: [] });
  }
}

describe.each(flavors)("the kernels with %s", (flavor) => {
  beforeAll(async () => {
    await buildWasm();
  });

  it.each([
    ["of any shape", randomNetworks, 60],
    ["that are done in tiles", tiledNetworks, 12],
  ] as const)(
    "give the reference's gradients for networks %s",
    async (_name, specs, numRuns) => {
      const count = fc.integer({ min: 1, max: 20 });
      await fc.assert(
        fc.asyncProperty(specs, count, (spec, examples) => compare(spec, examples, flavor)),
        { numRuns, seed: 4 },
      );
    },
    120_000,
  );
});
