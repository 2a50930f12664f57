import type { MutablePlace } from "../network/mutable.js";
import { accesses, renamed } from "./accesses.js";
import type { Operation, OperationOf, Value, ValueId } from "./operations.js";
import type { TrainingProgram } from "./program.js";
import type { StateTensor } from "./state.js";

/** The tensor that holds a factor for each channel of a place: 1 for what goes on, and 0 for what is muted. */
export function maskOf({ id }: Pick<MutablePlace, "id">): ValueId {
  return `${id}/mask`;
}

/**
 * The program whose evaluation can be muted at these places, as its state says: what is muted is exactly 0 for
 * all that read it, and all else is what it was, since a factor of 1 changes nothing. So a session that was
 * opened once answers for any parts.
 */
export function withMasks(
  program: TrainingProgram,
  places: readonly MutablePlace[],
): TrainingProgram {
  const values = new Map(program.values);
  const ownerOf = new Map(program.ownerOf);
  const whole = places.filter(({ reader }) => reader === null);
  const wholes = new Map(whole.map((place) => [place.value, place]));
  const added = (id: ValueId, like: ValueId, owner: ValueId): ValueId => {
    values.set(id, { ...valueIn(values, like), id });
    ownerOf.set(id, owner);
    return id;
  };
  const masked = (place: MutablePlace, input: ValueId, output: ValueId): OperationOf<"mask"> => {
    return { kind: "mask", input, mask: maskOf(place), output };
  };
  /** What writes the value of a place writes what the mask reads, so that all who read the value find it masked. */
  const behind = (operation: Operation): readonly Operation[] => {
    const own = accesses(operation).writes.flatMap((id) => wholes.get(id) ?? []);
    if (own.length === 0) return [operation];
    const names = new Map(own.map(({ value }) => [value, added(`${value}/whole`, value, value)]));
    return [
      renamed(operation, (id) => names.get(id) ?? id),
      ...own.map((place) => masked(place, names.get(place.value) ?? "", place.value)),
    ];
  };
  /** What joins paths reads of a shortcut what its mask lets through; others read the whole. */
  const before = (operation: Operation): readonly Operation[] => {
    if (operation.kind !== "sum" && operation.kind !== "concat") return [operation];
    const join = ownerOf.get(operation.output);
    const own = places.filter(({ reader }) => reader !== null && reader.join === join);
    const inputs = [...operation.inputs];
    const masks = own.map((place) => {
      const at = place.reader?.input ?? 0;
      const input = inputs[at] ?? "";
      inputs[at] = added(`${place.id}/masked`, input, join ?? "");
      return masked(place, input, inputs[at]);
    });
    return [...masks, { ...operation, inputs }];
  };
  const evaluation = program.evaluation.flatMap(before).flatMap(behind);
  const masks = places.map((place): StateTensor => {
    const mask: Value = { id: maskOf(place), shape: [place.channels], ...ofMasks };
    values.set(mask.id, mask);
    return { id: mask.id, node: place.id, shape: mask.shape, initializer: "ones" };
  });
  return {
    ...{ ...program, values, ownerOf, evaluation, forward: evaluation },
    state: [...program.state, ...masks],
  };
}

const ofMasks = { type: "float32", perExample: false } as const;

function valueIn(values: ReadonlyMap<ValueId, Value>, id: ValueId): Value {
  const value = values.get(id);
  if (value === undefined) throw new Error(`No value is named ${id}.`);
  return value;
}
