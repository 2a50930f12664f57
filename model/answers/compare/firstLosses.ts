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
    for (const [index, batch] of batches.slice(0, maxSteps ?? batches.length).entries()) {
      await nextTurn();
      surroundings.signal.throwIfAborted();
      const input = { rate: learningRate, step: index + 1 };
      yield (await session.step(batch, input)).loss;
    }
  } finally {
    session.close();
  }
}
