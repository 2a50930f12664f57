import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Session } from "../../../model/engine/engine.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { readNewestCheckpoint } from "../../../model/folder/readCheckpoint.js";
import { RunControl } from "../../../model/training/control.js";
import { initialState } from "../../../model/training/initialize.js";
import { noProgress } from "../../../model/folder/progress.js";
import { neverPlaced, oneSize } from "../../support/oneSize.js";
import { TrainingDevice } from "../../../model/training/trainingDevice.js";
import { train } from "../../../model/training/train.js";
import { noiseDataset, tinyNetwork } from "../../support/tinyNetwork.js";

const dataset = noiseDataset(50, 20);
const program = buildProgram(buildGraph(tinyNetwork), dataset.train);
const allSteps = 3 * 7;

interface Loss {
  /** Its update loses the weights; the loss of that step is that of the weights before. */
  readonly step: number;
  readonly parameter: number;
  /** Where in the parameter, 0 to 1. */
  readonly place: number;
  readonly value: number;
}

/** Losses stay finite, as where one weight overflows that the next batches do not tell. */
function sessionThatLoses({ step: lostAt, parameter, place, value }: Loss): Session {
  const weights = initialState(program.state, 1).tensors;
  const values = [...weights.values()][parameter % weights.size] ?? new Float32Array();
  const result = { loss: 1, accuracy: 0.5 };
  let step = 0;
  return {
    readState: () => Promise.resolve({ tensors: new Map(weights), lossScale: null }),
    writeState: () => undefined,
    readTensors: (ids) => Promise.resolve(new Map([...weights].filter(([id]) => ids.includes(id)))),
    step: () => {
      step += 1;
      if (step === lostAt) values[Math.floor(place * (values.length - 1))] = value;
      return Promise.resolve({ ...result, statistics: null, histograms: null });
    },
    timeLayers: () => Promise.resolve(new Map()),
    evaluate: () => Promise.resolve({ ...result, scores: new Float32Array() }),
    ask: () => Promise.reject(new Error("not used")),
    close: () => undefined,
  };
}

async function thrownBy(events: AsyncIterator<unknown>): Promise<unknown> {
  try {
    while ((await events.next()).done !== true);
    return null;
  } catch (error) {
    return error;
  }
}

/** How a run ended in an error, and the newest checkpoint that it left. */
async function runThatLoses(loss: Loss, checkpointEvery: number) {
  const runDirectory = await mkdtemp(path.join(os.tmpdir(), "lost-"));
  try {
    const config = { ...defaultRunConfig(), batchSize: 8, epochs: 3, checkpointEvery };
    const error = await thrownBy(
      train({
        ...{ config, dataset, runDirectory, progress: noProgress, control: new RunControl() },
        spans: oneSize(config.inputSize, program.graph.multiplyAdds),
        device: new TrainingDevice(
          {
            ...{ program, session: sessionThatLoses(loss), evaluationBatch: 16 },
            size: config.inputSize,
          },
          neverPlaced,
        ),
      }),
    );
    return { error, checkpoint: await readNewestCheckpoint(runDirectory, program.parameters) };
  } finally {
    await rm(runDirectory, { recursive: true });
  }
}

describe("weights that are no longer numbers", () => {
  it("end the run and are never saved, so that it can go on from before", async () => {
    const losses: fc.Arbitrary<Loss> = fc.record({
      step: fc.integer({ min: 1, max: allSteps }),
      parameter: fc.nat(),
      place: fc.double({ min: 0, max: 1, noNaN: true }),
      value: fc.constantFrom(NaN, Infinity, -Infinity),
    });
    await fc.assert(
      fc.asyncProperty(losses, fc.integer({ min: 0, max: 8 }), async (loss, every) => {
        const { error, checkpoint } = await runThatLoses(loss, every);
        expect(error).toMatchObject({
          what: expect.stringMatching(
            /^The weights are no longer numbers after step \d+\.$/u,
          ) as string,
          action: expect.stringContaining("lower learning rate") as string,
          remedy: "lowerRate",
        });
        expect(checkpoint?.progress.step ?? 0).toBeLessThan(loss.step);
        for (const values of checkpoint?.state.tensors.values() ?? []) {
          expect(values.every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});
