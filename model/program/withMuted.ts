import { accesses, renamed } from "./accesses.js";
import { leadingTo } from "./leadingTo.js";
import type { Operation, Value, ValueId } from "./operations.js";
import type { TrainingProgram } from "./program.js";

/** What a value is where `muted` is zeros. */
export function mutedName(value: ValueId, muted: ValueId): ValueId {
  return `${value}/without/${muted}`;
}

/** Operations that are put in after another. */
interface Chain {
  readonly after: Operation;
  readonly operations: readonly Operation[];
}

/**
 * The program that is asked for `result` also as it is where a value is zeros, for each of `muted` anew, by
 * `mutedName`. What does not depend on a muted value is computed once for all; what does, as soon as
 * all that it reads is there, so that it is held for as short as can be. Throws an Error where nothing of
 * `result` depends on a muted value.
 */
export function withMuted(
  program: TrainingProgram,
  result: ValueId,
  muted: readonly ValueId[],
): TrainingProgram {
  const leading = leadingTo(program.evaluation, [result]);
  const chains = muted.map((value) => chainOf(leading, result, value));
  const evaluation = program.evaluation.flatMap((operation) => [
    operation,
    ...chains.flatMap(({ after, operations }) => (after === operation ? operations : [])),
  ]);
  const renames = muted.flatMap((value) =>
    leading
      .flatMap((operation) => accesses(operation).writes)
      .map((id) => [id, mutedName(id, value)] as const),
  );
  const written = new Set(evaluation.flatMap((operation) => accesses(operation).writes));
  const copies = renames.filter(([, copy]) => written.has(copy));
  const asked = [...program.asked, ...muted.map((value) => mutedName(result, value))];
  return {
    ...{ ...program, evaluation, forward: evaluation, asked },
    values: withCopies(program.values, copies, (value, id): Value => ({ ...value, id })),
    ownerOf: withCopies(program.ownerOf, copies, (owner) => owner),
  };
}

function chainOf(leading: readonly Operation[], result: ValueId, muted: ValueId): Chain {
  const changed = new Set([muted]);
  const nameOf = (id: ValueId): ValueId => (changed.has(id) ? mutedName(id, muted) : id);
  const operations: Operation[] = [
    { kind: "weigh", input: muted, factor: 0, output: mutedName(muted, muted) },
  ];
  for (const operation of leading) {
    const { reads, writes } = accesses(operation);
    if (!reads.some((id) => changed.has(id))) continue;
    for (const id of writes) changed.add(id);
    operations.push(renamed(operation, nameOf));
  }
  const own = new Set(operations.flatMap((operation) => accesses(operation).writes));
  const others = new Set(
    operations.flatMap((operation) => accesses(operation).reads).filter((id) => !own.has(id)),
  );
  const after = leading.findLast((operation) =>
    accesses(operation).writes.some((id) => others.has(id)),
  );
  if (after === undefined || !own.has(mutedName(result, muted))) {
    throw new Error(`Nothing of ${result} depends on ${muted}.`);
  }
  return { after, operations };
}

function withCopies<T>(
  known: ReadonlyMap<ValueId, T>,
  copies: readonly (readonly [id: ValueId, copy: ValueId])[],
  copyOf: (value: T, id: ValueId) => T,
): ReadonlyMap<ValueId, T> {
  const added = copies.flatMap(([id, copy]) => {
    const value = known.get(id);
    return value === undefined ? [] : [[copy, copyOf(value, copy)] as const];
  });
  return new Map([...known, ...added]);
}
