import { elementCount } from "../network/layers.js";
import type { ValueId } from "../program/operations.js";
import type { TrainingProgram } from "../program/program.js";
import type { StateTensor } from "../program/state.js";

/** The tensors of the state with these names, in their order; throws where the program has none of a name. */
export function tensorsNamed(
  { state }: Pick<TrainingProgram, "state">,
  ids: readonly ValueId[],
): readonly StateTensor[] {
  const byId = new Map(state.map((tensor) => [tensor.id, tensor]));
  return ids.map((id) => {
    const tensor = byId.get(id);
    if (tensor === undefined) throw new Error(`No tensor of the state is named ${id}.`);
    return tensor;
  });
}

/** The values that are given for a tensor; throws where they are missing, too few or too many. */
export function valuesFor(
  { id, shape }: Pick<StateTensor, "id" | "shape">,
  given: ReadonlyMap<ValueId, Float32Array>,
): Float32Array {
  const values = given.get(id);
  if (values === undefined) throw new Error(`No values are given for ${id}.`);
  if (values.length !== elementCount(shape)) {
    throw new Error(
      `The tensor ${id} has the shape [${shape.join(", ")}], and not ${values.length} values.`,
    );
  }
  return values;
}
