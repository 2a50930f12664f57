import { beforeAll, expect, it } from "vitest";
import type { Session } from "../../model/engine/engine.js";
import type { TensorFlow } from "../../model/engine/tensorflow/binding.js";
import { openSession } from "../../model/engine/tensorflow/session.js";
import { wasm } from "../../model/engine/wasm/engine.js";
import { buildGraph } from "../../model/network/graph.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { buildProgram } from "../../model/program/build.js";
import { shuffledBatches } from "../../model/training/batches.js";
import { initialState } from "../../model/training/initialize.js";
import { loadTensorFlow } from "./tensorflow.js";
import { noiseDataset, noiseExamples } from "./tinyNetwork.js";
import { buildWasm } from "./wasm.js";
import { environmentAt } from "./environment.js";

const seed = 1;
/** At the chapter's 0.1 differences of rounding grow to 2e-3 in these steps. */
const rate = 0.05;
const train = noiseExamples(80, 28, 28, 1);
const dataset = { ...noiseDataset(1, 1), train, test: train };
const program = buildProgram(buildGraph(googlenet), { height: 28, width: 28 });
const options = { program, dataset, precision: "float32", batchSize: 4 } as const;

/** Of so many steps on four examples each. */
async function lossesOf(session: Session, steps: number): Promise<readonly number[]> {
  session.writeState(initialState(program.state, seed));
  const losses: number[] = [];
  for (const batch of shuffledBatches(train.count, 4, seed, 1).slice(0, steps)) {
    losses.push((await session.step(batch, { rate, step: 1 })).loss);
  }
  session.close();
  return losses;
}

/** Up to twenty steps. */
export function testSameLosses(steps: number): void {
  let rootDirectory: string;
  let tensorflow: TensorFlow;
  beforeAll(async () => {
    rootDirectory = await buildWasm();
    tensorflow = await loadTensorFlow();
  });

  it(`trains GoogLeNet on WebAssembly with the losses of ${steps} steps that it has on TensorFlow`, async () => {
    const losses = await lossesOf(await wasm.open(environmentAt(rootDirectory), options), steps);
    const expected = await lossesOf(await openSession(tensorflow, options), steps);
    expect(losses).toHaveLength(steps);
    losses.forEach((loss, step) => {
      expect(Math.abs(loss / (expected[step] ?? NaN) - 1), `step ${step + 1}`).toBeLessThan(1e-3);
    });
    expect(new Set(losses).size).toBe(steps);
  });
}
