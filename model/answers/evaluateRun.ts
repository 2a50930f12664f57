import { askInBatches } from "../asking/askInBatches.js";
import { dataOfRecord, requireDataOfRecord } from "../asking/dataOfRecord.js";
import { answersOf, saidOf } from "../asking/scores.js";
import { testedClasses, type Evaluation } from "../metrics/testedClasses.js";
import { openTrained, readTrained } from "../asking/trainedNetwork.js";
import { readRunRecord } from "../folder/runRecord.js";
import { scoresOf } from "../network/scores.js";
import type { Surroundings } from "./surroundings.js";

export interface EvaluationQuestion {
  /** An absolute path. */
  readonly runDirectory: string;
  /** The run's if left out. */
  readonly engine?: string | undefined;
  /** Empty for the usual places. */
  readonly dataDirectory: string;
}

export interface RunEvaluation extends Evaluation {
  readonly run: string;
  readonly checkpoint: string;
  readonly step: number;
  readonly engine: string;
  readonly dataset: string;
  /** Of all classes, in the order of the confusion's rows and columns. */
  readonly classNames: readonly string[];
}

/** Images that are asked about at once. */
const atOnce = 64;

/** How a run's newest checkpoint does on the test set, class by class, in float32. */
export async function evaluateRun(
  { runDirectory, engine, dataDirectory }: EvaluationQuestion,
  { onProgress, environment, signal, log }: Surroundings,
): Promise<RunEvaluation> {
  const record = readRunRecord(runDirectory);
  const { runId, config } = record;
  await requireDataOfRecord(record, dataDirectory);
  const trained = await readTrained(runDirectory, record, log);
  const dataset = await dataOfRecord(record, { dataDirectory, signal, log });
  const { test, classNames } = dataset;
  const value = scoresOf(trained.graph);
  const { choice, session } = await openTrained(
    trained,
    { values: [value], images: test, atOnce },
    { engine: engine ?? config.engine, environment, log },
  );
  try {
    const scores = await askInBatches(session, test, value, { atOnce, reach: onProgress, signal });
    return {
      run: runId,
      checkpoint: trained.file,
      step: trained.step,
      engine: choice.engine.id,
      dataset: dataset.id,
      ...testedClasses(saidOf(answersOf(scores, classNames.length), test.labels), classNames),
      classNames,
    };
  } finally {
    session.close();
  }
}
