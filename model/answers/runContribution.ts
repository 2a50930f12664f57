import { contributionOf, mutablePaths, type Contribution } from "../asking/contribution.js";
import { dataOfRecord, requireDataOfRecord } from "../asking/dataOfRecord.js";
import { firstOf } from "../asking/firstOf.js";
import { openTrained, readTrained } from "../asking/trainedNetwork.js";
import { readRunRecord } from "../folder/runRecord.js";
import { UsageError } from "../messages/userError.js";
import { scoresOf } from "../network/scores.js";
import type { Surroundings } from "./surroundings.js";

export interface ContributionQuestion {
  /** An absolute path. */
  readonly runDirectory: string;
  /** So many examples of the test set at most; all if left out. */
  readonly examples?: number | undefined;
  /** The run's if left out. */
  readonly engine?: string | undefined;
  /** Empty for the usual places. */
  readonly dataDirectory: string;
}

export interface RunContribution extends Contribution {
  readonly run: string;
  readonly checkpoint: string;
  readonly step: number;
  readonly engine: string;
  readonly dataset: string;
}

/** Images at once: with every path there is a copy of all that follows it. */
const atOnce = 64;

/**
 * What each path gives to a run's network: how its newest checkpoint does on the test set with all, and without
 * one after the other, in float32. Throws a UsageError for a network without paths.
 */
export async function runContribution(
  { runDirectory, examples, engine, dataDirectory }: ContributionQuestion,
  { onProgress, environment, signal, log }: Surroundings,
): Promise<RunContribution> {
  const record = readRunRecord(runDirectory);
  await requireDataOfRecord(record, dataDirectory);
  const trained = await readTrained(runDirectory, record, log);
  const { graph } = trained;
  const muted = mutablePaths(graph).map(({ output }) => output);
  if (muted.length === 0) {
    throw new UsageError(
      "This network has no paths that could be taken away.",
      "Its layers stand one after the other.",
      "Choose a run of a network with blocks.",
    );
  }
  const dataset = await dataOfRecord(record, { dataDirectory, signal, log });
  const images = firstOf(dataset.test, examples ?? dataset.test.count);
  const open = await openTrained(
    trained,
    { values: [scoresOf(graph)], muted, images, atOnce },
    { engine: engine ?? record.config.engine, environment, log },
  );
  try {
    const watch = { atOnce, reach: onProgress, signal };
    return {
      ...{ run: record.runId, checkpoint: trained.file, step: trained.step },
      ...{ engine: open.choice.engine.id, dataset: dataset.id },
      ...(await contributionOf(open, graph, images, watch)),
    };
  } finally {
    open.session.close();
  }
}
