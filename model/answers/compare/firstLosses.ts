import { setImmediate as nextTurn } from "node:timers/promises";
import type { RunConfig } from "../../run/config.js";
import { shuffledBatches } from "../../training/batches.js";
import { prepareRun, type PreparationSurroundings } from "../../training/prepare.js";

/** The losses of the first `maxSteps` steps that a run of this configuration takes, as they come. */
export async function* firstLosses(
  config: RunConfig,
  dataDirectory: string,
  surroundings: PreparationSurroundings,
): AsyncGenerator<number, void, void> {
  const { batchSize, learningRate, maxSteps, seed } = config;
  const request = { config, runDirectory: "", resume: false, dataDirectory };
  const { session, dataset } = await prepareRun(request, surroundings);
  try {
    const batches = shuffledBatches(dataset.train.count, batchSize, seed, 1);
    for (const batch of batches.slice(0, maxSteps ?? batches.length)) {
      await nextTurn();
      surroundings.signal.throwIfAborted();
      yield (await session.step(batch, learningRate)).loss;
    }
  } finally {
    session.close();
  }
}
