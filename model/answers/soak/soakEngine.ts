import { setImmediate as nextTurn } from "node:timers/promises";
import { requireDataFolder } from "../../data/requireDataFolder.js";
import { chooseEngines } from "../../engine/choose.js";
import type { Environment } from "../../engine/engine.js";
import { candidatePrecisions } from "../../run/precision.js";
import { openThin } from "../../engine/verify/openThin.js";
import { thinDataset } from "../../engine/verify/thinNetwork.js";
import type { RunConfig } from "../../run/config.js";
import { shuffledBatches } from "../../training/batches.js";
import { isTimingDue, measurementAt } from "../../training/measuring/measurementAt.js";
import { prepareRun, type PreparedRun } from "../../training/prepare.js";
import type { Surroundings } from "../surroundings.js";
import { memoryGrowth, type MemorySample } from "./memoryGrowth.js";

export interface SoakQuestion {
  readonly config: RunConfig;
  readonly steps: number;
  /** The thin network that engines are verified with, in batches of four at most. */
  readonly isThin: boolean;
  /** Empty for the usual places. */
  readonly dataDirectory: string;
}

export interface SoakFindings {
  readonly engine: string;
  readonly samples: readonly MemorySample[];
  /** From the second quarter of the steps to the last, as a share; null where they are too few to tell. */
  readonly growth: number | null;
  readonly isFlat: boolean;
}

interface SoakSurroundings extends Surroundings {
  readonly onSample: (sample: MemorySample) => void;
}

/** Samples of resident memory a run. */
const samplesTaken = 40;
/** What caches and a garbage collector may add without a leak. */
const tolerance = 0.01;

/** Trains on and on, and tells whether the memory stays flat. */
export async function soakEngine(
  question: SoakQuestion,
  { onSample, ...surroundings }: SoakSurroundings,
): Promise<SoakFindings> {
  await requireDataFolder(question.config.dataset, question.dataDirectory);
  const soaked = await prepare(question, surroundings);
  const samples: MemorySample[] = [];
  try {
    for await (const sample of soak(soaked, question, surroundings)) {
      samples.push(sample);
      onSample(sample);
    }
  } finally {
    soaked.session.close();
  }
  const growth = memoryGrowth(samples);
  const isFlat = growth !== null && growth <= tolerance;
  return { engine: soaked.choice.engine.id, samples, growth, isFlat };
}

type Soaked = Pick<PreparedRun, "choice" | "session" | "dataset">;

function prepare(
  { config, isThin, dataDirectory }: SoakQuestion,
  surroundings: Surroundings,
): Promise<Soaked> {
  if (isThin) return prepareThin(config, surroundings.environment);
  const request = { config, runDirectory: "", resume: false, dataDirectory };
  return prepareRun(request, surroundings);
}

/** An engine in software would take hours for the steps of the whole network. */
async function prepareThin(config: RunConfig, environment: Environment): Promise<Soaked> {
  const { engine } = config;
  const [precision] = candidatePrecisions(config);
  const [choice] = await chooseEngines(engine, environment);
  const session = await openThin(choice.engine, environment, precision);
  return { choice, session, dataset: thinDataset };
}

/** Steps as a run takes them, with its measurements and the reading of its weights for checkpoints. */
async function* soak(
  { session, dataset }: Soaked,
  { config, steps }: SoakQuestion,
  { signal, onProgress }: Surroundings,
): AsyncGenerator<MemorySample, void, void> {
  const { batchSize, seed, learningRate, timingsEvery, checkpointEvery } = config;
  const batches = shuffledBatches(dataset.train.count, batchSize, seed, 1);
  const every = Math.max(1, Math.floor(steps / samplesTaken));
  for (let step = 1; step <= steps; step++) {
    onProgress(step - 1, steps);
    await nextTurn();
    signal.throwIfAborted();
    const batch = batches[(step - 1) % batches.length] ?? new Int32Array();
    await session.step(batch, { rate: learningRate, step }, measurementAt(step, config));
    if (isTimingDue(step, timingsEvery)) await session.timeLayers(batch);
    if (step % checkpointEvery === 0) await session.readState();
    if (step % every === 0) yield { step, bytes: process.memoryUsage.rss() };
  }
}
