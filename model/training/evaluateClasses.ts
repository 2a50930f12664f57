import type { Dataset, Labels } from "../data/dataset.js";
import type { Session, StepResult } from "../engine/engine.js";
import { batchesOf } from "./batches.js";
import { evaluateBatches } from "./evaluation.js";
import { answerIsLost } from "./lostNumbers.js";

export interface ClassEvaluation extends StepResult {
  readonly name: string;
  readonly examples: number;
}

export interface Evaluation extends StepResult {
  readonly examples: number;
  /** In the data set's order; those without examples are left out. */
  readonly classes: readonly ClassEvaluation[];
}

/**
 * The whole test set, class by class, in batches of at most `batchSize`. Throws a UserError where the
 * weights are so large that the loss is no number.
 */
export async function evaluateClasses(
  session: Pick<Session, "evaluate">,
  { test, classNames }: Pick<Dataset, "test" | "classNames">,
  batchSize: number,
): Promise<Evaluation> {
  const classes: ClassEvaluation[] = [];
  for (const [label, name] of classNames.entries()) {
    const indices = indicesOf(test.labels, label);
    if (indices.length === 0) continue;
    const result = await evaluateBatches(session, batchesOf(indices, batchSize));
    if (!Number.isFinite(result.loss)) throw answerIsLost();
    classes.push({ name, examples: indices.length, ...result });
  }
  const examples = classes.reduce((sum, each) => sum + each.examples, 0);
  const mean = (read: (each: ClassEvaluation) => number): number =>
    classes.reduce((sum, each) => sum + read(each) * each.examples, 0) / examples;
  return { examples, loss: mean(({ loss }) => loss), accuracy: mean((c) => c.accuracy), classes };
}

function indicesOf(labels: Labels, label: number): Int32Array {
  const places = [...labels.entries()].filter(([, each]) => each === label);
  return Int32Array.from(places, ([index]) => index);
}
