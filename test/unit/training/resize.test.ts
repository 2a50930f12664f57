import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { noProgress, type Progress } from "../../../model/folder/progress.js";
import { readNewestCheckpoint } from "../../../model/folder/readCheckpoint.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import type { TrainingState } from "../../../model/program/state.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import type { RunEvent } from "../../../model/run/events.js";
import { sizeAt, sizeSpans, type ImageSize } from "../../../model/run/imageSizes.js";
import { initialRunState, reduceAll } from "../../../model/run/state.js";
import { RunControl } from "../../../model/training/control.js";
import { initialState } from "../../../model/training/initialize.js";
import { recipeOf } from "../../../model/training/recipeOf.js";
import { train } from "../../../model/training/train.js";
import { TrainingDevice, type Placed } from "../../../model/training/trainingDevice.js";
import { noiseDataset, tinyNetwork } from "../../support/tinyNetwork.js";
import { kindsOf, lossesOf } from "../../support/trainingTrial.js";
import { openWasm } from "../../support/wasm.js";

const dataset = noiseDataset(50, 20);
const config: RunConfig = {
  ...defaultRunConfig(),
  ...{ batchSize: 8, epochs: 3, statisticsEvery: 0, histogramsEvery: 0, checkpointEvery: 4 },
  ...{ inputSize: [16, 14], optimizer: "nesterov", learningRate: 0.02, augment: ["flip"] },
  firstSizes: [
    { size: [8, 7], share: 0.4 },
    { size: [12, 10], share: 0.3 },
  ],
};
/** 7 an epoch, of which 8 and then 7 have smaller images. */
const totalSteps = 21;

const programAt = ([height, width]: ImageSize) =>
  buildProgram(buildGraph(tinyNetwork, [2, height, width]), dataset.train, recipeOf(config));
const spans = sizeSpans(config, totalSteps).map((span) => ({
  ...span,
  multiplyAdds: programAt(span.size).graph.multiplyAdds,
}));

async function place(size: ImageSize): Promise<Placed> {
  const program = programAt(size);
  const session = await openWasm({ program, dataset, batchSize: config.batchSize });
  return { program, size, evaluationBatch: 16, session };
}

let runDirectory = "";
beforeEach(async () => {
  runDirectory = await mkdtemp(path.join(os.tmpdir(), "resize-"));
});
afterEach(() => rm(runDirectory, { recursive: true }));

/** From a state to the end, or to a stop after a step. */
async function collect(
  { state, progress }: { readonly state: TrainingState; readonly progress: Progress },
  lastStep = Infinity,
): Promise<readonly RunEvent[]> {
  const placed = await place(sizeAt(spans, progress.step) ?? config.inputSize);
  placed.session.writeState(state);
  const device = new TrainingDevice(placed, place);
  const control = new RunControl();
  const events: RunEvent[] = [];
  for await (const event of train({
    ...{ config, dataset, device, spans, progress, runDirectory, control },
  })) {
    events.push(event);
    if (event.kind === "step" && event.step === lastStep) control.stop();
  }
  device.close();
  return events;
}

const begin = {
  state: initialState(programAt(config.inputSize).state, config.seed),
  progress: noProgress,
};

describe("a run whose images grow", () => {
  it("has each size for its share of the steps, and says so", async () => {
    const events = await collect(begin);
    const sizes = events.filter((event) => event.kind === "resized");
    expect(sizes.map(({ step, size }) => [step, size])).toEqual([
      [0, [8, 7]],
      [8, [12, 10]],
      [15, [16, 14]],
    ]);
    expect(sizes.map(({ multiplyAdds }) => multiplyAdds)).toEqual(
      spans.map((span) => span.multiplyAdds),
    );
    expect(reduceAll(initialRunState, events).sizes).toHaveLength(3);
    expect(kindsOf(events).filter((kind) => kind === "evaluation")).toHaveLength(3);
  });

  let whole: readonly number[] | undefined;
  async function wholeRun(): Promise<readonly number[]> {
    const losses = lossesOf(await collect(begin));
    await rm(path.join(runDirectory, "checkpoints"), { recursive: true });
    return losses;
  }

  it.each([5, 8, 11, 15, 18])(
    "goes on after step %d with the numbers it would have had",
    async (lastStep) => {
      whole ??= await wholeRun();
      const first = await collect(begin, lastStep);
      const saved = await readNewestCheckpoint(runDirectory, programAt(config.inputSize).state);
      if (saved === null) throw new Error("The run wrote no checkpoint.");
      const rest = await collect(saved);
      expect([...lossesOf(first), ...lossesOf(rest)]).toEqual(whole);
    },
  );
});
