import type { Session, StepResult } from "../engine/engine.js";
import { MeanResult } from "../engine/meanResult.js";

/** Loss and accuracy over examples of the test set; NaN where there are no examples. */
export async function evaluateBatches(
  session: Pick<Session, "evaluate">,
  batches: readonly Int32Array[],
): Promise<StepResult> {
  const mean = new MeanResult();
  for (const batch of batches) mean.add(await session.evaluate(batch), batch.length);
  return mean.value;
}
