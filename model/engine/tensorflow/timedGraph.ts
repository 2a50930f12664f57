import { accesses } from "../../program/accesses.js";
import type { Operation, Value, ValueId } from "../../program/operations.js";
import type { TrainingProgram } from "../../program/program.js";
import { f32, float } from "./emission.js";
import { nodeOf, type GraphBuilder, type TensorName } from "./graphBuilder.js";
import { attribute, dtype } from "./graphDef.js";

/** Operations that are timed together, so that the library can fuse them as in a step. */
interface Unit {
  readonly operations: readonly Operation[];
  /**
   * What has to wait so that all operations do: the maps that a forward unit reads, the gradients that
   * a backward unit reads. The maps of the forward pass stay as they are for the backward one, since
   * the library has a faster gradient for a pool whose output it sees.
   */
  readonly awaited: readonly Value[];
  /** What it writes for others. */
  readonly outputs: readonly Value[];
}

/**
 * The forward and backward operations once more, unit after unit, with the time taken between them:
 * a float32 tensor `result` of the seconds since the beginning, one more than there are units. To be
 * fetched with `witness`, without which the library leaves out what no other result needs.
 */
export function emitTimed(
  graph: GraphBuilder,
  program: TrainingProgram,
  emitOperation: (operation: Operation) => void,
): void {
  const units = unitsOf(program);
  const times = [readClock(graph, 0, [])];
  for (const { operations, awaited, outputs } of units) {
    graph.delaying(awaited, times.slice(-1), () => {
      operations.forEach(emitOperation);
    });
    // A clock that waits for the operations themselves would keep the library from fusing them.
    const ends = outputs.map((value) => graph.pass(value));
    times.push(readClock(graph, times.length, ends));
  }
  emitElapsed(graph, times);
  emitWitness(graph, unread(program));
}

/** The last value that each unit writes: the name of its time. */
export function timedValues(program: TrainingProgram): readonly ValueId[] {
  return unitsOf(program).map(({ outputs }) => outputs.at(-1)?.id ?? "");
}

/** Neighbors of one owner are one unit. */
function unitsOf(program: TrainingProgram): readonly Unit[] {
  return [
    ...groupByOwner(program, program.forward).map((group) => unitOf(program, group, () => true)),
    ...groupByOwner(program, program.backward).map((group) =>
      unitOf(program, group, (id) => id.startsWith("gradient/")),
    ),
  ];
}

function groupByOwner(
  { ownerOf }: TrainingProgram,
  operations: readonly Operation[],
): readonly (readonly Operation[])[] {
  const groups: { readonly owner: string | undefined; readonly members: Operation[] }[] = [];
  for (const operation of operations) {
    const owner = ownerOf.get(accesses(operation).writes[0] ?? "");
    const last = groups.at(-1);
    if (last !== undefined && last.owner === owner) last.members.push(operation);
    else groups.push({ owner, members: [operation] });
  }
  return groups.map(({ members }) => members);
}

function unitOf(
  { values }: TrainingProgram,
  operations: readonly Operation[],
  isAwaited: (id: ValueId) => boolean,
): Unit {
  const { reads, writes } = accessesOf(operations);
  const known = (ids: readonly ValueId[]): readonly Value[] =>
    ids.flatMap((id) => values.get(id) ?? []);
  return {
    operations,
    awaited: known([...reads].filter((id) => !writes.has(id) && isAwaited(id))).filter(
      ({ perExample }) => perExample,
    ),
    outputs: known([...writes].filter((id) => !reads.has(id))),
  };
}

/** What nothing in the forward and backward pass reads: the parameters' gradients, loss and accuracy. */
function unread({ forward, backward }: TrainingProgram): readonly ValueId[] {
  const { reads, writes } = accessesOf([...forward, ...backward]);
  return [...writes].filter((id) => !reads.has(id));
}

function accessesOf(operations: readonly Operation[]): {
  readonly reads: ReadonlySet<ValueId>;
  readonly writes: ReadonlySet<ValueId>;
} {
  const all = operations.map(accesses);
  return {
    reads: new Set(all.flatMap(({ reads }) => reads)),
    writes: new Set(all.flatMap(({ writes }) => writes)),
  };
}

function readClock(graph: GraphBuilder, index: number, after: readonly TensorName[]): TensorName {
  return graph.node("Timestamp", `clock/${index}`, { after: after.map(nodeOf) });
}

/** Seconds since 1970 are too many for float32. */
function emitElapsed(graph: GraphBuilder, times: readonly TensorName[]): void {
  const double = { T: attribute.type(dtype.float64) };
  const elapsed = times.map((time, index) =>
    graph.node("Sub", `elapsed/${index}`, { inputs: [time, times[0] ?? ""], attributes: double }),
  );
  const packed = graph.node("Pack", "elapsed", {
    inputs: elapsed,
    attributes: { ...double, N: attribute.integer(elapsed.length), axis: attribute.integer(0) },
  });
  graph.node("Cast", "result", {
    inputs: [packed],
    attributes: { SrcT: double.T, DstT: attribute.type(f32) },
  });
}

/** One element of each value. */
function emitWitness(graph: GraphBuilder, values: readonly ValueId[]): void {
  const elements = values.map((id, index) => {
    const flat = graph.node("Reshape", `witness/${index}/flat`, {
      inputs: [graph.read(id, f32), graph.integers([-1])],
      attributes: { ...float, Tshape: attribute.type(dtype.int32) },
    });
    return graph.node("StridedSlice", `witness/${index}`, {
      inputs: [flat, graph.integers([0]), graph.integers([1]), graph.integers([1])],
      attributes: { ...float, Index: attribute.type(dtype.int32) },
    });
  });
  graph.node("Pack", "witness", {
    inputs: elements,
    attributes: { ...float, N: attribute.integer(elements.length), axis: attribute.integer(0) },
  });
}
