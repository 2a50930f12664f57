import { describe, expect, it } from "vitest";
import { chooseFlavor, type Flavor } from "../../../model/engine/wasm/kernelFiles.js";
import {
  lossesOf,
  openInitialized,
  testEngine,
  testOtherNetworks,
  testStep,
  testTimes,
  type EngineUnderTest,
} from "../../support/engineSuite.js";
import { testAsking } from "../../support/askingSuite.js";
import { testMuting } from "../../support/mutingSuite.js";
import { noiseDataset } from "../../support/tinyNetwork.js";
import { testParity, testUsedParity } from "../../support/paritySuite.js";
import { openWasm } from "../../support/wasm.js";

const flavors: readonly Flavor[] = chooseFlavor() === "SIMD" ? ["SIMD"] : ["SIMD", "relaxed SIMD"];

function engineWith(flavor: Flavor, workers: number): EngineUnderTest {
  return {
    title: `the WebAssembly engine with ${flavor} and ${workers} workers`,
    open: (options) => openWasm(options, { flavor, workers }),
  };
}

for (const flavor of flavors) testEngine(engineWith(flavor, 2));
// Shares that are equal, unequal, and empty for some, in the last and smallest batch too.
for (const workers of [1, 3, 5]) testStep(engineWith("SIMD", workers));
testOtherNetworks(engineWith("SIMD", 2));
testTimes(engineWith("SIMD", 2));
testAsking(engineWith("SIMD", 2));
testMuting({
  title: "the WebAssembly engine",
  open: async (program, images) => {
    const dataset = { ...noiseDataset(1, 1), train: images, test: images };
    const options = { program, dataset, precision: "float32", batchSize: images.count } as const;
    const session = await engineWith("SIMD", 1).open(options);
    return {
      ask: (tensors) => {
        session.writeState({ tensors, lossScale: null });
        return session.ask(images);
      },
      close: () => {
        session.close();
      },
    };
  },
});
testParity(engineWith("SIMD", 2));
testUsedParity(engineWith("SIMD", 2));

describe("the WebAssembly engine", () => {
  it("gives nearly the same losses with any number of workers", async () => {
    const alone = await lossesOf(await openInitialized(engineWith("SIMD", 1)));
    const many = await lossesOf(await openInitialized(engineWith("SIMD", 4)));
    expect(many).toEqual(alone.map((loss) => expect.closeTo(loss, 5) as number));
  });
});
