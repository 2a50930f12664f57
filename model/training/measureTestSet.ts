import { setImmediate as nextTurn } from "node:timers/promises";
import type { Examples } from "../data/dataset.js";
import type { Session, StepResult } from "../engine/engine.js";
import { MeanResult } from "../engine/meanResult.js";
import type { RunEvent } from "../run/events.js";
import { ExampleResults } from "./exampleResults.js";
import { orderedBatches } from "./batches.js";
import type { RunClock } from "./runClock.js";

export interface TestingOptions {
  readonly test: Examples;
  readonly session: Pick<Session, "evaluate">;
  /** Examples at once. */
  readonly atOnce: number;
  readonly clock: RunClock;
  /** Lets the outside in before each batch. */
  readonly attend: () => AsyncGenerator<RunEvent, void, void>;
  readonly isStopping: () => boolean;
}

/** Means over the test set, and what was made of each example. */
export interface TestSetResult extends StepResult {
  readonly examples: ExampleResults["all"];
}

/** Null where the run is stopped meanwhile. */
export async function* measureTestSet({
  test,
  session,
  atOnce,
  clock,
  attend,
  isStopping,
}: TestingOptions): AsyncGenerator<RunEvent, TestSetResult | null, void> {
  const mean = new MeanResult();
  const examples = new ExampleResults(test);
  let seconds = 0;
  for (const batch of orderedBatches(test.count, atOnce)) {
    yield* attend();
    if (isStopping()) return null;
    const begin = performance.now();
    const result = await session.evaluate(batch);
    seconds += clock.addEvaluatedBatch((performance.now() - begin) / 1000);
    mean.add(result, batch.length);
    examples.add(batch, result.scores);
    await nextTurn();
  }
  clock.addEvaluation(seconds);
  return { ...mean.value, examples: examples.all };
}
