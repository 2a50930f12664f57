import { elementCount } from "../network/layers.js";
import type { ValueId } from "../program/operations.js";
import type { Parameter, TrainingProgram } from "../program/program.js";

/** The parameters of these names in their order, or all; throws where the program has none of a name. */
export function parametersNamed(
  { parameters }: Pick<TrainingProgram, "parameters">,
  ids?: readonly ValueId[],
): readonly Parameter[] {
  if (ids === undefined) return parameters;
  const byId = new Map(parameters.map((parameter) => [parameter.id, parameter]));
  return ids.map((id) => {
    const parameter = byId.get(id);
    if (parameter === undefined) throw new Error(`There is no parameter ${id}.`);
    return parameter;
  });
}

/** The values that are given for a parameter; throws where they are missing, too few or too many. */
export function valuesFor(
  { id, shape }: Pick<Parameter, "id" | "shape">,
  given: ReadonlyMap<ValueId, Float32Array>,
): Float32Array {
  const values = given.get(id);
  if (values === undefined) throw new Error(`No values for the parameter ${id}.`);
  if (values.length !== elementCount(shape)) {
    throw new Error(
      `The parameter ${id} has the shape [${shape.join(", ")}], and not ${values.length} values.`,
    );
  }
  return values;
}
