import type { Operation, ValueId } from "./operations.js";
import { ends } from "./program.js";
import type { StateTensor, TrainingState } from "./state.js";
import type { ValueTable } from "./values.js";

/**
 * Appends what keeps a mean of these tensors over about so many of the last steps; returns the means. Beside
 * the weights they are of the running statistics: within so few steps the weights differ so little that what
 * they make of the images is nearly linear in them, so that the mean of the statistics fits the mean of the
 * weights, where the last step's would not. No pass over the images is needed to find them anew
 * (as in Izmailov et al. 2018, whose means reach over whole epochs).
 */
export function appendAverages(
  tensors: readonly StateTensor[],
  averageOver: number | null,
  values: ValueTable,
  operations: Operation[],
): readonly StateTensor[] {
  if (averageOver === null) return [];
  return tensors.map(({ id: value, node, shape }) => {
    const average = values.fixed(averageOf(value), shape);
    const step = ends.step;
    operations.push({ kind: "average", average, value, step, share: 1 / averageOver });
    // The first step puts its own values in place of these.
    return { id: average, node, shape, initializer: "zeros" };
  });
}

function averageOf(tensor: ValueId): ValueId {
  return `${tensor}/average`;
}

/** Of which tensor an evaluation takes the values of each of these: of its mean where one is kept. */
export function evaluatedAs(
  tensors: readonly ValueId[],
  state: readonly ValueId[],
): ReadonlyMap<ValueId, ValueId> {
  const kept = new Set(state);
  const sourceOf = (id: ValueId): ValueId => (kept.has(averageOf(id)) ? averageOf(id) : id);
  return new Map(tensors.map((id) => [id, sourceOf(id)]));
}

/** The state with the means in the place of what they are of, for an evaluation; null where none are kept. */
export function averaged({ tensors, lossScale }: TrainingState): TrainingState | null {
  const evaluated = [...tensors].map(
    ([id, values]) => [id, tensors.get(averageOf(id)) ?? values] as const,
  );
  const isKept = evaluated.some(([id, values]) => values !== tensors.get(id));
  return isKept ? { tensors: new Map(evaluated), lossScale } : null;
}
