import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Session } from "../../../model/engine/engine.js";
import { loadKernels } from "../../../model/engine/wasm/kernelFiles.js";
import { openSession as openWasm } from "../../../model/engine/wasm/session.js";
import { webgpu } from "../../../model/engine/webgpu/engine.js";
import { openSession } from "../../../model/engine/webgpu/session.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { RunEvent } from "../../../model/run/events.js";
import { orderedBatches } from "../../../model/training/batches.js";
import { readNewestCheckpoint } from "../../../model/folder/readCheckpoint.js";
import { RunControl } from "../../../model/training/control.js";
import { failureEvent } from "../../../model/training/failure.js";
import { initialState } from "../../../model/training/initialize.js";
import { noProgress, type Progress } from "../../../model/folder/progress.js";
import { neverPlaced, oneSize } from "../../support/oneSize.js";
import { TrainingDevice } from "../../../model/training/trainingDevice.js";
import { train } from "../../../model/training/train.js";
import {
  dataset,
  lossesOf,
  openInitialized,
  program,
  testEngine,
  testOtherNetworks,
  testTimes,
} from "../../support/engineSuite.js";
import { testAsking } from "../../support/askingSuite.js";
import { testParity, testUsedParity } from "../../support/paritySuite.js";
import { buildWasm } from "../../support/wasm.js";
import { sharedWebGpu } from "../../support/sharedWebGpu.js";
import { softwareDevice } from "../../support/webgpu.js";

const { engine, opened } = sharedWebGpu();

/** Of the training set. */
const everyOther = Int32Array.of(0, 2, 4, 6, 8, 10);

testEngine(engine);
testOtherNetworks(engine);
testTimes(engine);
testAsking(engine);
testParity(engine);
testUsedParity(engine);

describe("the WebGPU engine", () => {
  it("needs no more memory the longer it trains", async () => {
    const { compute } = opened();
    const train = async (): Promise<void> => {
      const trained = await openInitialized(engine);
      await trained.timeLayers(everyOther);
      await trained.readState();
      await lossesOf(trained);
    };
    await train();
    const { bytes, allocatedBytes } = compute;
    await train();
    expect([compute.bytes, compute.allocatedBytes]).toEqual([bytes, allocatedBytes]);
  });

  it.each([1, 3])("evaluates in the memory of steps of a batch of %d", async (batchSize) => {
    // Of its own: memory that other tests have left would do for more.
    const fresh = await openSession(await softwareDevice(), { program, dataset, batchSize });
    fresh.writeState(initialState(program.state, 5));
    await fresh.step(everyOther.slice(0, batchSize), { rate: 0.1, step: 1 });
    const { allocatedBytes } = fresh.compute;
    const atOnce = webgpu.evaluationBatch({ program, batchSize });
    const [whole = new Int32Array()] = orderedBatches(dataset.test.count, atOnce);
    await fresh.evaluate(whole);
    expect(fresh.compute.allocatedBytes).toBe(allocatedBytes);
    fresh.close();
  });

  it("times by the host's clock where the GPU has none", async () => {
    const has = vi.spyOn(opened().device.device.features, "has").mockReturnValue(false);
    const times = await (await openInitialized(engine)).timeLayers(everyOther);
    expect(has).toHaveBeenCalledWith("timestamp-query");
    expect([...times.values()].every((time) => time > 0)).toBe(true);
    has.mockRestore();
  });
});

describe("a GPU that is lost", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), "webgpu-"));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  async function collect(
    trained: Session,
    progress: Progress,
    on?: (event: RunEvent) => void,
  ): Promise<readonly RunEvent[]> {
    const config = { ...defaultRunConfig(), batchSize: 4, epochs: 2, checkpointEvery: 2 };
    const events: RunEvent[] = [];
    try {
      for await (const event of train({
        config: { ...config, statisticsEvery: 0, histogramsEvery: 0 },
        dataset,
        spans: oneSize(config.inputSize, program.graph.multiplyAdds),
        device: new TrainingDevice(
          {
            ...{ program, session: trained, evaluationBatch: 4, size: config.inputSize },
          },
          neverPlaced,
        ),
        progress,
        runDirectory: directory,
        control: new RunControl(),
      })) {
        events.push(event);
        on?.(event);
      }
    } catch (error) {
      const saved = events.findLast(({ kind }) => kind === "checkpoint");
      const checkpoint = saved?.kind === "checkpoint" ? saved.file : null;
      events.push(failureEvent(error, { step: 0, checkpoint }));
    }
    return events;
  }

  // The last test: nothing can be done with the session after it.
  it("ends the run with its reason, and another engine goes on from the checkpoint", async () => {
    const events = await collect(await openInitialized(engine), noProgress, ({ kind }) => {
      if (kind === "checkpoint") opened().device.device.destroy();
    });
    expect(events.map(({ kind }) => kind)).toEqual(["step", "step", "checkpoint", "failed"]);
    expect(events.at(-1)).toMatchObject({
      message: "The GPU was lost during the run.",
      remedy: "resume",
    });

    const checkpoint = await readNewestCheckpoint(directory, program.state);
    const root = await buildWasm();
    const module = await loadKernels(path.join(root, "dist/wasm"), "SIMD");
    const script = path.join(root, "dist/wasmWorker.cjs");
    const work = { program, dataset, batchSize: 4 };
    const other = openWasm({ ...work, module, flavor: "SIMD", script, workers: 1 });
    other.writeState(checkpoint?.state ?? { tensors: new Map(), lossScale: null });
    const rest = await collect(other, checkpoint?.progress ?? noProgress);
    other.close();
    expect(rest.flatMap((event) => (event.kind === "step" ? [event.step] : []))).toEqual([
      3, 4, 5, 6,
    ]);
    expect(rest.at(-1)).toMatchObject({ kind: "finished", reason: "completed" });
  });
});
