import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Reference } from "../../../model/engine/reference/reference.js";
import type { Session } from "../../../model/engine/engine.js";
import { loadKernels } from "../../../model/engine/wasm/kernelFiles.js";
import { openSession as openWasm } from "../../../model/engine/wasm/session.js";
import type { Device } from "../../../model/engine/webgpu/device.js";
import { openSession, type WebGpuSession } from "../../../model/engine/webgpu/session.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { ends } from "../../../model/program/program.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { RunEvent } from "../../../model/run/events.js";
import { readNewestCheckpoint, type Progress } from "../../../model/training/checkpoint.js";
import { RunControl } from "../../../model/training/control.js";
import { failureEvent } from "../../../model/training/failure.js";
import { initializeParameters } from "../../../model/training/initialize.js";
import { noProgress, train } from "../../../model/training/train.js";
import { noiseDataset, tinyNetwork } from "../../support/tinyNetwork.js";
import { buildWasm } from "../../support/wasm.js";
import { softwareDevice } from "../../support/webgpu.js";

// A driver in software compiles every shader first.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

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
const [first = Int32Array.of(0)] = batches;

let device: Device;
let session: WebGpuSession;
beforeAll(async () => {
  device = await softwareDevice();
  session = await openSession(device, { program, dataset });
});
beforeEach(() => {
  session.writeParameters(initial);
});
afterAll(() => {
  session.close();
});

function referenceOn(examples = dataset.train): Reference {
  const reference = new Reference(program, examples);
  for (const [id, values] of initial) reference.write(id, values);
  return reference;
}

function scalar(reference: Reference, id: string): number {
  return reference.read(id).data[0] ?? NaN;
}

describe("the WebGPU engine", () => {
  it("steps like the float64 reference, also on a last batch that is smaller", async () => {
    const reference = referenceOn();
    for (const indices of batches) {
      reference.run([program.forward, program.backward, program.update].flat(), indices, rate);
      const { loss, accuracy, statistics, histograms } = await session.step(indices, rate);
      expect(loss).toBeCloseTo(scalar(reference, ends.loss), 5);
      expect(accuracy).toBeCloseTo(scalar(reference, ends.accuracy), 6);
      expect([statistics, histograms]).toEqual([null, null]);
    }
    for (const [id, values] of await session.readParameters()) {
      const expected = reference.read(id).data;
      expect(values).toHaveLength(expected.length);
      values.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? NaN, 5));
    }
  });

  it("measures the step it takes", async () => {
    const reference = referenceOn();
    const { forward, backward } = program;
    reference.run([forward, backward, program.statistics, program.histograms].flat(), first);
    const { statistics, histograms } = await session.step(first, rate, "histograms");
    for (const { node, ...sources } of program.statisticsOf) {
      for (const [name, id] of Object.entries(sources) as ["energy", string | null][]) {
        const measured = statistics?.get(node)?.[name];
        if (id === null) expect(measured).toBeNull();
        else expect(measured).toBeCloseTo(scalar(reference, id), 5);
      }
    }
    for (const { node, ...sources } of program.histogramsOf) {
      for (const [name, id] of Object.entries(sources) as ["weight", string | null][]) {
        const shares = histograms?.get(node)?.[name];
        if (id === null) expect(shares).toBeNull();
        else
          reference.read(id).data.forEach((share, bin) => {
            expect(shares?.[bin]).toBeCloseTo(share, 6);
          });
      }
    }
  });

  it("evaluates the test set and changes nothing", async () => {
    const reference = referenceOn(dataset.test);
    const indices = Int32Array.from({ length: dataset.test.count }, (_, index) => index);
    reference.run(program.forward, indices);
    const { loss, accuracy } = await session.evaluate(indices);
    expect(loss).toBeCloseTo(scalar(reference, ends.loss), 5);
    expect(accuracy).toBeCloseTo(scalar(reference, ends.accuracy), 6);
    for (const [id, values] of await session.readParameters())
      expect(values).toEqual(initial.get(id));
  });

  it("gives the same numbers for the same start, in the same memory", async () => {
    const losses = async (): Promise<readonly number[]> => {
      session.writeParameters(initial);
      const results: number[] = [];
      for (const indices of batches) results.push((await session.step(indices, rate)).loss);
      return results;
    };
    const before = await losses();
    const { bytes, allocatedBytes } = session.compute;
    expect(await losses()).toEqual(before);
    expect(session.compute.bytes).toBe(bytes);
    expect(session.compute.allocatedBytes).toBe(allocatedBytes);
  });

  it("does not update the arrays it was given", async () => {
    const kept = new Map([...initial].map(([id, values]) => [id, values.slice()]));
    await session.step(first, rate);
    expect(initial).toEqual(kept);
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
        program,
        dataset,
        session: trained,
        evaluationBatch: 4,
        progress,
        runDirectory: directory,
        control: new RunControl(),
      })) {
        events.push(event);
        on?.(event);
      }
    } catch (error) {
      events.push(failureEvent(error, { step: 0, checkpoint: null }));
    }
    return events;
  }

  // The last test: nothing can be done with the session after it.
  it("ends the run with its reason, and another engine goes on from the checkpoint", async () => {
    const events = await collect(session, noProgress, ({ kind }) => {
      if (kind === "checkpoint") device.device.destroy();
    });
    expect(events.map(({ kind }) => kind)).toEqual(["step", "step", "checkpoint", "failed"]);
    expect(events.at(-1)).toMatchObject({
      message: "The GPU was lost during the run.",
      remedy: "resume",
    });

    const checkpoint = await readNewestCheckpoint(directory, program.parameters);
    const root = await buildWasm();
    const module = await loadKernels(path.join(root, "dist/wasm"), "SIMD");
    const script = path.join(root, "dist/wasmWorker.cjs");
    const other = openWasm({ program, dataset, module, script, workers: 1 });
    other.writeParameters(checkpoint?.parameters ?? new Map());
    const rest = await collect(other, checkpoint?.progress ?? noProgress);
    other.close();
    expect(rest.flatMap((event) => (event.kind === "step" ? [event.step] : []))).toEqual([
      3, 4, 5, 6,
    ]);
    expect(rest.at(-1)).toMatchObject({ kind: "finished", reason: "completed" });
  });
});
