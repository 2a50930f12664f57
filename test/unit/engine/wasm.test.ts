import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { chooseFlavor, loadKernels, type Flavor } from "../../../model/engine/wasm/kernelFiles.js";
import { openSession } from "../../../model/engine/wasm/session.js";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildProgram } from "../../../model/program/build.js";
import { initializeParameters } from "../../../model/training/initialize.js";
import {
  lossesOf,
  openInitialized,
  shareOfStep,
  testEngine,
  testTimes,
  type EngineUnderTest,
} from "../../support/engineSuite.js";
import { noiseDataset, noiseExamples } from "../../support/tinyNetwork.js";
import { buildWasm } from "../../support/wasm.js";

const flavors: readonly Flavor[] = chooseFlavor() === "SIMD" ? ["SIMD"] : ["SIMD", "relaxed SIMD"];

let root: string;
beforeAll(async () => {
  root = await buildWasm();
}, 120_000);

function engineWith(flavor: Flavor, workers: number): EngineUnderTest {
  return {
    title: `the WebAssembly engine with ${flavor} and ${workers} workers`,
    async open({ program, dataset }) {
      const module = await loadKernels(path.join(root, "dist/wasm"), flavor);
      const script = path.join(root, "dist/wasmWorker.cjs");
      return openSession({ program, dataset, module, flavor, script, workers });
    },
  };
}

for (const flavor of flavors) testEngine(engineWith(flavor, 2));
for (const workers of [1, 3, 5]) testEngine(engineWith("SIMD", workers));
testTimes(engineWith("SIMD", 2));

describe("the WebAssembly engine", () => {
  it("takes in a step about as long as its operations together", async () => {
    const train = noiseExamples(8, 28, 28, 1);
    const dataset = { ...noiseDataset(1, 1), train };
    const program = buildProgram(buildGraph(googlenet), train);
    const options = { program, dataset, precision: "float32", batchSize: train.count } as const;
    const session = await engineWith("SIMD", 2).open(options);
    session.writeParameters(initializeParameters(program.parameters, 1));
    const share = await shareOfStep(session, Int32Array.from(train.labels.keys()));
    session.close();
    expect(share).toBeGreaterThan(0.5);
    expect(share).toBeLessThan(2);
  }, 60_000);

  it("gives nearly the same losses with any number of workers", async () => {
    const alone = await lossesOf(await openInitialized(engineWith("SIMD", 1)));
    const many = await lossesOf(await openInitialized(engineWith("SIMD", 4)));
    expect(many).toEqual(alone.map((loss) => expect.closeTo(loss, 5) as number));
  });
});
