import { beforeAll, describe, expect, it } from "vitest";
import { Reference } from "../../../model/engine/reference/reference.js";
import type { Session } from "../../../model/engine/engine.js";
import type { TensorFlow } from "../../../model/engine/tensorflow/binding.js";
import { openSession } from "../../../model/engine/tensorflow/session.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { ends } from "../../../model/program/program.js";
import { initializeParameters } from "../../../model/training/initialize.js";
import { loadTensorFlow } from "../../support/tensorflow.js";
import { noiseDataset, tinyNetwork } from "../../support/tinyNetwork.js";

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

let tensorflow: TensorFlow;
beforeAll(async () => {
  tensorflow = await loadTensorFlow();
});

function referenceOn(examples = dataset.train): Reference {
  const reference = new Reference(program, examples);
  for (const [id, values] of initial) reference.write(id, values);
  return reference;
}

async function open(precision: "float32" | "mixed_bfloat16" = "float32"): Promise<Session> {
  const session = await openSession(tensorflow, { program, dataset, precision });
  session.writeParameters(initial);
  return session;
}

function scalar(reference: Reference, id: string): number {
  return reference.read(id).data[0] ?? NaN;
}

describe("the TensorFlow engine", () => {
  it("steps like the float64 reference, also on a last batch that is smaller", async () => {
    const session = await open();
    const reference = referenceOn();
    for (const indices of batches) {
      reference.run([program.forward, program.backward, program.update].flat(), indices, rate);
      const { loss, accuracy } = await session.step(indices, rate);
      expect(loss).toBeCloseTo(scalar(reference, ends.loss), 5);
      expect(accuracy).toBeCloseTo(scalar(reference, ends.accuracy), 6);
    }
    for (const [id, values] of session.readParameters()) {
      const expected = reference.read(id).data;
      values.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? NaN, 5));
    }
    session.close();
  });

  it("measures the statistics of the step it takes", async () => {
    const session = await open();
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

  it("gives the same numbers for the same start", async () => {
    const losses = async (): Promise<readonly number[]> => {
      const session = await open();
      const results: number[] = [];
      for (const indices of batches) results.push((await session.step(indices, rate)).loss);
      session.close();
      return results;
    };
    expect(await losses()).toEqual(await losses());
  });

  it("stays near float32 in mixed precision", async () => {
    const exact = await open();
    const mixed = await open("mixed_bfloat16");
    for (const indices of batches) {
      const { loss } = await exact.step(indices, rate);
      expect((await mixed.step(indices, rate)).loss).toBeCloseTo(loss, 1);
    }
    exact.close();
    mixed.close();
  });
});
