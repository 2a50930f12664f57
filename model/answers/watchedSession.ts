import { setImmediate as nextTurn } from "node:timers/promises";
import type { Session, StepResult } from "../engine/engine.js";
import { UserError } from "../messages/userError.js";

interface Watch {
  /** Told how many examples have been evaluated. */
  readonly reach: (examples: number) => void;
  /** Its reason is thrown before the next batch. */
  readonly signal: AbortSignal;
}

/**
 * Evaluates as the session does and counts the examples; throws a UserError where an answer is no number,
 * so that none is ever told.
 */
export function watchedSession(
  session: Pick<Session, "evaluate">,
  { reach, signal }: Watch,
): Pick<Session, "evaluate"> {
  let examples = 0;
  return {
    evaluate: async (batch): Promise<StepResult> => {
      // An engine may compute without giving way to signals.
      await nextTurn();
      signal.throwIfAborted();
      const result = await session.evaluate(batch);
      if (![result.loss, result.accuracy].every(Number.isFinite)) throw answerIsNoNumber();
      examples += batch.length;
      reach(examples);
      return result;
    },
  };
}

function answerIsNoNumber(): UserError {
  return new UserError(
    "The network's answer is no number.",
    "Its weights are lost, or the engine computes wrongly with them.",
    "Try another engine with --engine, or train again with a lower learning rate.",
  );
}
