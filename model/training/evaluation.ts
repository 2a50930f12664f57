import { setImmediate as nextTurn } from "node:timers/promises";
import type { Session, StepResult } from "../engine/engine.js";

/**
 * Loss and accuracy over examples of the test set; `afterBatch` is awaited behind each batch,
 * when messages have been let in. NaN where there are no examples.
 */
export async function evaluateBatches(
  session: Session,
  batches: readonly Int32Array[],
  afterBatch: () => Promise<void> = () => Promise.resolve(),
): Promise<StepResult> {
  let examples = 0;
  let lossSum = 0;
  let correctSum = 0;
  for (const batch of batches) {
    const { loss, accuracy } = await session.evaluate(batch);
    examples += batch.length;
    lossSum += loss * batch.length;
    correctSum += accuracy * batch.length;
    // An engine may compute without giving way.
    await nextTurn();
    await afterBatch();
  }
  return { loss: lossSum / examples, accuracy: correctSum / examples };
}
