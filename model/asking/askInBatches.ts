import { setImmediate as nextTurn } from "node:timers/promises";
import type { Examples } from "../data/dataset.js";
import type { Session } from "../engine/engine.js";
import { areFinite } from "../program/areFinite.js";
import type { ValueId } from "../program/operations.js";
import { answerIsLost } from "../training/lostNumbers.js";
import { Parts } from "./parts.js";
import type { PacedWatch } from "./watch.js";

interface BatchWatch extends PacedWatch {
  /** Images at most: all batches are of so many, but where others go between. */
  readonly atOnce: number;
}

/**
 * One value of all images, the first image's first. Throws a UserError where the weights are so large that
 * a number of it is none.
 */
export async function askInBatches(
  session: Pick<Session, "ask">,
  images: Examples,
  value: ValueId,
  watch: BatchWatch,
): Promise<Float32Array> {
  const answers: Float32Array[] = [];
  await askEachBatch(session, images, watch, (valueOf) => answers.push(valueOf(value)));
  return joined(answers);
}

/**
 * Hands over what a session says of all images, batch after batch: a value by its name, and the batch. Of many
 * values of many images more would be held than there is memory. Throws as `askInBatches`.
 */
export async function askEachBatch(
  session: Pick<Session, "ask">,
  images: Examples,
  { atOnce, reach, signal, between }: BatchWatch,
  take: (valueOf: (value: ValueId) => Float32Array, batch: Examples) => void,
): Promise<void> {
  reach(0, images.count);
  const parts = new Parts(atOnce);
  let done = 0;
  while (done < images.count) {
    // An engine may compute without giving way to signals and questions.
    await nextTurn();
    await between?.();
    signal.throwIfAborted();
    const size = between === undefined ? atOnce : parts.size;
    const batch = someOf(images, done, Math.min(done + size, images.count));
    const began = performance.now();
    const answers = await session.ask(batch);
    parts.took(performance.now() - began);
    take((value) => finiteOf(answers, value), batch);
    done += batch.count;
    reach(done, images.count);
  }
}

/** A value that a session was asked for. Throws as `askInBatches`. */
export function finiteOf(
  answers: ReadonlyMap<ValueId, Float32Array>,
  value: ValueId,
): Float32Array {
  const answer = answers.get(value);
  if (answer === undefined) throw new Error(`The session was not opened to be asked for ${value}.`);
  if (!areFinite(answer)) throw answerIsLost();
  return answer;
}

/** The images from `first` to before `end`, in the same memory. */
function someOf({ images, labels, ...shape }: Examples, first: number, end: number): Examples {
  const length = shape.height * shape.width * shape.channels;
  return {
    ...shape,
    count: end - first,
    images: images.subarray(first * length, end * length),
    labels: labels.subarray(first, end),
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const part of parts) {
    whole.set(part, next);
    next += part.length;
  }
  return whole;
}
