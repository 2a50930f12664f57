import { evaluatedAs } from "./averages.js";
import type { ValueId } from "./operations.js";
import type { StateTensor } from "./state.js";

/** A tensor of a network as it is used, and the one of the state whose values it takes. */
export interface UsedTensor extends StateTensor {
  readonly source: ValueId;
}

/**
 * Of a state what an evaluation uses: the weights and running statistics, or the means of them where a run
 * keeps these, and nothing of the optimizer, whose tensors are called after those that they are of.
 */
export function usedTensors(state: readonly StateTensor[]): readonly UsedTensor[] {
  const ids = state.map(({ id }) => id);
  const all = new Set(ids);
  const isOfOther = (id: ValueId): boolean => all.has(id.slice(0, id.lastIndexOf("/")));
  const own = state.filter(({ id }) => !isOfOther(id));
  const sources = evaluatedAs(
    own.map(({ id }) => id),
    ids,
  );
  return own.map((tensor) => ({ ...tensor, source: sources.get(tensor.id) ?? tensor.id }));
}
