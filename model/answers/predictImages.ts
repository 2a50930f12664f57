import { askInBatches } from "../asking/askInBatches.js";
import type { PreparationStep } from "../asking/preparation.js";
import { answersOf } from "../asking/scores.js";
import { openTrained, readTrained } from "../asking/trainedNetwork.js";
import { readRunRecord } from "../folder/runRecord.js";
import { scoresOf } from "../network/scores.js";
import { readExamples } from "./readExamples.js";
import type { Surroundings } from "./surroundings.js";

export interface PredictionQuestion {
  /** An absolute path. */
  readonly runDirectory: string;
  /** PNG, JPEG or WebP files. */
  readonly images: readonly string[];
  /** The run's if left out. */
  readonly engine?: string | undefined;
}

export interface Predictions {
  readonly run: string;
  readonly checkpoint: string;
  readonly step: number;
  readonly predictions: readonly Prediction[];
}

export interface ClassProbability {
  readonly name: string;
  readonly probability: number;
}

export interface Prediction {
  readonly image: string;
  /** How the picture became what the network is fed with. */
  readonly steps: readonly PreparationStep[];
  /** The likeliest first. */
  readonly classes: readonly ClassProbability[];
}

/** So many of the likeliest classes are told. */
const toldClasses = 3;

/** Images that are asked about at once. */
const atOnce = 16;

/** What a run's newest checkpoint takes pictures for. */
export async function predictImages(
  { runDirectory, images: files, engine }: PredictionQuestion,
  { onProgress, signal, environment, log }: Surroundings,
): Promise<Predictions> {
  const record = readRunRecord(runDirectory);
  const { runId, config, data } = record;
  const trained = await readTrained(runDirectory, record, log);
  const { images, preparations } = await readExamples(files, record, log);
  const value = scoresOf(trained.graph);
  const { session } = await openTrained(
    trained,
    { values: [value], images, atOnce },
    { engine: engine ?? config.engine, environment, log },
  );
  try {
    const watch = { atOnce, reach: onProgress, signal };
    const scores = await askInBatches(session, images, value, watch);
    const answers = answersOf(scores, data.classNames.length);
    const predictions = files.map((image, place) => {
      const { probabilities = [] } = answers[place] ?? {};
      const { steps = [] } = preparations[place] ?? {};
      return { image, steps, classes: likeliest(probabilities, data.classNames) };
    });
    return { run: runId, checkpoint: trained.file, step: trained.step, predictions };
  } finally {
    session.close();
  }
}

function likeliest(
  probabilities: readonly number[],
  classNames: readonly string[],
): readonly ClassProbability[] {
  return classNames
    .map((name, label) => ({ name, probability: probabilities[label] ?? NaN }))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, toldClasses);
}
