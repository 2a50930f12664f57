import { beforeAll, expect, it } from "vitest";
import type { Session } from "../../../model/engine/engine.js";
import type { TensorFlow } from "../../../model/engine/tensorflow/binding.js";
import { openSession } from "../../../model/engine/tensorflow/session.js";
import { wasm } from "../../../model/engine/wasm/engine.js";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet.js";
import { buildProgram } from "../../../model/program/build.js";
import { initializeParameters } from "../../../model/training/initialize.js";
import { loadTensorFlow } from "../../support/tensorflow.js";
import { noiseDataset, noiseExamples } from "../../support/tinyNetwork.js";
import { buildWasm } from "../../support/wasm.js";

const train = noiseExamples(20, 28, 28, 1);
const dataset = { ...noiseDataset(1, 1), train, test: train };
const program = buildProgram(buildGraph(googlenet), { height: 28, width: 28 });
const options = { program, dataset, precision: "float32" } as const;

let rootDirectory: string;
let tensorflow: TensorFlow;
beforeAll(async () => {
  rootDirectory = await buildWasm();
  tensorflow = await loadTensorFlow();
}, 120_000);

/** Of steps on four examples each. */
async function lossesOf(session: Session): Promise<readonly number[]> {
  session.writeParameters(initializeParameters(program.parameters, 1));
  const losses: number[] = [];
  for (let first = 0; first < train.count; first += 4) {
    const indices = Int32Array.of(first, first + 1, first + 2, first + 3);
    losses.push((await session.step(indices, 0.1)).loss);
  }
  session.close();
  return losses;
}

it("trains GoogLeNet as TensorFlow does", async () => {
  const losses = await lossesOf(await wasm.open({ rootDirectory, python: "" }, options));
  const expected = await lossesOf(await openSession(tensorflow, options));
  expect(losses).toHaveLength(5);
  losses.forEach((loss, step) => {
    expect(Math.abs(loss / (expected[step] ?? NaN) - 1)).toBeLessThan(1e-3);
  });
  expect(new Set(losses).size).toBe(5);
}, 60_000);
