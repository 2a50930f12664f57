import { setImmediate as nextTurn } from "node:timers/promises";
import type { Environment } from "../../engine/engine.js";
import type { RunConfig } from "../../run/config.js";
import { shuffledBatches } from "../../training/batches.js";
import { prepareRun } from "../../training/prepare.js";
import { printNote } from "../../cli/terminal/output.js";

/** The losses of the first `maxSteps` steps that a run of this configuration takes, as they come. */
export async function* firstLosses(
  config: RunConfig,
  environment: Environment,
  { dataDirectory, signal }: { readonly dataDirectory: string; readonly signal: AbortSignal },
): AsyncGenerator<number, void, void> {
  const { batchSize, learningRate, maxSteps, seed } = config;
  const { session, dataset } = await prepareRun(
    { config, runDirectory: "", resume: false, dataDirectory },
    { environment, signal, log: printNote },
  );
  try {
    const batches = shuffledBatches(dataset.train.count, batchSize, seed, 1);
    for (const batch of batches.slice(0, maxSteps ?? batches.length)) {
      await nextTurn();
      signal.throwIfAborted();
      yield (await session.step(batch, learningRate)).loss;
    }
  } finally {
    session.close();
  }
}
