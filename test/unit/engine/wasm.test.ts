import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Reference } from "../../../model/engine/reference/reference.js";
import type { Session } from "../../../model/engine/engine.js";
import { chooseFlavor, loadKernels, type Flavor } from "../../../model/engine/wasm/kernelFiles.js";
import { openSession } from "../../../model/engine/wasm/session.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { ends } from "../../../model/program/program.js";
import { initializeParameters } from "../../../model/training/initialize.js";
import { noiseDataset, tinyNetwork } from "../../support/tinyNetwork.js";
import { buildWasm } from "../../support/wasm.js";

const dataset = noiseDataset(12, 7);
const { height, width } = dataset.train;
const program = buildProgram(buildGraph(tinyNetwork), { height, width });
const initial = initializeParameters(program.parameters, 5);
const rate = 0.1;
const batches = [
  [0, 1, 2, 3],
  [4, 5, 6, 7],
  [8, 9, 10],
].map((indices) => Int32Array.from(indices));
const flavors: readonly Flavor[] = chooseFlavor() === "SIMD" ? ["SIMD"] : ["SIMD", "relaxed SIMD"];

let root: string;
beforeAll(async () => {
  root = await buildWasm();
}, 120_000);

function referenceOn(examples = dataset.train): Reference {
  const reference = new Reference(program, examples);
  for (const [id, values] of initial) reference.write(id, values);
  return reference;
}

async function open(workers = 2, flavor: Flavor = "SIMD"): Promise<Session> {
  const module = await loadKernels(path.join(root, "dist/wasm"), flavor);
  const script = path.join(root, "dist/wasmWorker.cjs");
  const session = openSession({ program, dataset, module, script, workers });
  session.writeParameters(initial);
  return session;
}

function scalar(reference: Reference, id: string): number {
  return reference.read(id).data[0] ?? NaN;
}

describe.each(flavors)("the WebAssembly engine with %s", (flavor) => {
  it.each([1, 2, 3, 5])("steps like the float64 reference with %i workers", async (workers) => {
    const session = await open(workers, flavor);
    const reference = referenceOn();
    for (const indices of batches) {
      reference.run([program.forward, program.backward, program.update].flat(), indices, rate);
      const { loss, accuracy } = await session.step(indices, rate);
      expect(loss).toBeCloseTo(scalar(reference, ends.loss), 5);
      expect(accuracy).toBeCloseTo(scalar(reference, ends.accuracy), 6);
    }
    for (const [id, values] of session.readParameters()) {
      const expected = reference.read(id).data;
      expect(values).toHaveLength(expected.length);
      values.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? NaN, 5));
    }
    session.close();
  });

  it("measures the statistics of the step it takes", async () => {
    const session = await open(2, flavor);
    const reference = referenceOn();
    const [indices = Int32Array.of(0)] = batches;
    reference.run([program.forward, program.backward, program.statistics].flat(), indices);
    const { statistics } = await session.stepWithStatistics(indices, rate);
    for (const { node, activation, dead, gradient } of program.statisticsOf) {
      const measured = statistics.get(node);
      expect(measured?.activation).toBeCloseTo(scalar(reference, activation), 5);
      if (dead === null) expect(measured?.dead).toBeNull();
      else expect(measured?.dead).toBeCloseTo(scalar(reference, dead), 6);
      if (gradient === null) expect(measured?.gradient).toBeNull();
      else expect(measured?.gradient).toBeCloseTo(scalar(reference, gradient), 5);
    }
    session.close();
  });
});

describe("the WebAssembly engine", () => {
  it("evaluates the test set and changes nothing", async () => {
    const session = await open();
    const reference = referenceOn(dataset.test);
    const indices = Int32Array.from({ length: dataset.test.count }, (_, index) => index);
    reference.run(program.forward, indices);
    const { loss, accuracy } = await session.evaluate(indices);
    expect(loss).toBeCloseTo(scalar(reference, ends.loss), 5);
    expect(accuracy).toBeCloseTo(scalar(reference, ends.accuracy), 6);
    for (const [id, values] of session.readParameters()) expect(values).toEqual(initial.get(id));
    session.close();
  });

  it("does not update the arrays it was given", async () => {
    const kept = new Map([...initial].map(([id, values]) => [id, values.slice()]));
    const session = await open();
    for (const indices of batches) await session.step(indices, rate);
    expect(initial).toEqual(kept);
    session.close();
  });

  it.each([1, 3])("gives the same numbers for the same start with %i workers", async (workers) => {
    const losses = async (): Promise<readonly number[]> => {
      const session = await open(workers);
      const results: number[] = [];
      for (const indices of batches) results.push((await session.step(indices, rate)).loss);
      session.close();
      return results;
    };
    expect(await losses()).toEqual(await losses());
  });
});
