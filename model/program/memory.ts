import { elementCount } from "../network/layers.js";
import { accesses } from "./accesses.js";
import type { ElementType, Operation, Value, ValueId } from "./operations.js";
import type { TrainingProgram } from "./program.js";

const elementBytes: { readonly [T in ElementType]: number } = { float32: 4, int32: 4, uint8: 1 };

/**
 * The most bytes that the values of a training step, or of other operations of the program, take at
 * once, where each lives from the operation that writes it to the last that reads it. Engines work in
 * place here and there and keep temporary copies elsewhere, so this is an estimate.
 */
export function peakBytes(
  program: TrainingProgram,
  batch: number,
  operations: readonly Operation[] = [program.forward, program.backward, program.update].flat(),
): number {
  const lastReads = lastReadsOf(operations);
  const sizeOf = (id: ValueId): number => {
    const value = program.values.get(id);
    return value === undefined ? 0 : bytesOf(value, batch);
  };
  let live = program.state.reduce((sum, { id }) => sum + sizeOf(id), 0);
  let peak = live;
  for (const [index, operation] of operations.entries()) {
    const { reads, writes } = accesses(operation);
    live += writes.reduce((sum, id) => sum + sizeOf(id), 0);
    peak = Math.max(peak, live);
    for (const id of new Set(reads)) {
      const isState = program.state.some((tensor) => tensor.id === id);
      if (!isState && lastReads.get(id) === index) live -= sizeOf(id);
    }
  }
  return peak;
}

/** The largest batch below this one, a power of two, whose step takes at most so many bytes; at least 1. */
export function batchWithin(program: TrainingProgram, batch: number, bytes: number): number {
  let smaller = 2 ** Math.floor(Math.log2(Math.max(1, batch - 1)));
  while (smaller > 1 && peakBytes(program, smaller) > bytes) smaller /= 2;
  return smaller;
}

/** Bytes that an evaluation may take even where a step takes fewer: the engines' libraries take more than that themselves. */
export const bytesToEvaluate = 2 ** 29;

/**
 * A batch of `batch` examples or a few times as many, whose evaluation takes no more bytes than a
 * step of it or `bytesToEvaluate`.
 */
export function evaluationBatch(program: TrainingProgram, batch: number): number {
  const bytes = Math.max(peakBytes(program, batch), bytesToEvaluate);
  let larger = batch;
  while (peakBytes(program, 2 * larger, program.evaluation) <= bytes) larger *= 2;
  return larger;
}

function bytesOf({ shape, type, perExample }: Value, batch: number): number {
  return elementCount(shape) * elementBytes[type] * (perExample ? batch : 1);
}

function lastReadsOf(operations: readonly Operation[]): ReadonlyMap<ValueId, number> {
  const last = new Map<ValueId, number>();
  operations.forEach((operation, index) => {
    for (const id of accesses(operation).reads) last.set(id, index);
  });
  return last;
}
