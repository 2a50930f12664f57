import { folderOfRun, remarkOnData } from "../data/dataOfRun.js";
import type { Dataset } from "../data/dataset.js";
import { requireDataFolder } from "../data/requireDataFolder.js";
import { requireCheckpoint } from "../folder/checkpoint.js";
import { readRunRecord } from "../folder/runRecord.js";
import { AveragedWeights } from "../training/averagedWeights.js";
import { evaluateClasses, type Evaluation } from "../training/evaluateClasses.js";
import { prepareRun } from "../training/prepare.js";
import type { Surroundings } from "./surroundings.js";
import { watchedSession } from "./watchedSession.js";

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
  readonly checkpoint: string | null;
  readonly step: number;
  readonly engine: string;
  readonly dataset: string;
}

/** Loss and accuracy of a run's newest checkpoint on the test set, class by class. */
export async function evaluateRun(
  { runDirectory, engine, dataDirectory }: EvaluationQuestion,
  { onProgress, ...surroundings }: Surroundings,
): Promise<RunEvaluation> {
  const { runId, config, data } = readRunRecord(runDirectory);
  const folder = folderOfRun(dataDirectory, data);
  await requireDataFolder(config.dataset, folder);
  await requireCheckpoint(runDirectory);
  const asked = { ...config, engine: engine ?? config.engine };
  const request = { config: asked, runDirectory, resume: true, dataDirectory: folder };
  const onData = (found: Dataset): void => {
    const remark = remarkOnData(data, found);
    if (remark !== null) surroundings.log(remark);
  };
  const prepared = await prepareRun(request, { ...surroundings, onData });
  const { session, choice, program, dataset, from, passedOver } = prepared;
  try {
    passedOver.forEach(surroundings.log);
    await new AveragedWeights(session).putIn();
    const { batchSize } = config;
    const atOnce = choice.engine.evaluationBatch({ program, batchSize });
    const total = dataset.test.count;
    const reach = (examples: number): void => onProgress(examples, total);
    reach(0);
    const watched = watchedSession(session, { reach, signal: surroundings.signal });
    return {
      run: runId,
      checkpoint: from?.file ?? null,
      step: from?.progress.step ?? 0,
      engine: choice.engine.id,
      dataset: dataset.id,
      ...(await evaluateClasses(watched, dataset, atOnce)),
    };
  } finally {
    session.close();
  }
}
