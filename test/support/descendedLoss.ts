import type { Reference } from "../../model/engine/reference/reference.js";
import type { TrainingProgram } from "../../model/program/program.js";

/** What a step goes down on: the loss of the network's scores and, by their weights, those of its heads. */
export function descendedLoss({ forward }: TrainingProgram, reference: Reference): number {
  const losses = forward.map((operation) =>
    operation.kind === "crossEntropy"
      ? operation.weight * (reference.read(operation.loss).data[0] ?? NaN)
      : 0,
  );
  return losses.reduce((sum, loss) => sum + loss, 0);
}
