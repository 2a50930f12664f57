import { setImmediate as nextTurn } from "node:timers/promises";
import type { Examples } from "../data/dataset.js";
import type { Session } from "../engine/engine.js";
import type { ValueId } from "../program/operations.js";
import { answerIsLost } from "../training/lostNumbers.js";
import type { Watch } from "./watch.js";

interface BatchWatch extends Watch {
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
  { atOnce, reach, signal }: BatchWatch,
): Promise<Float32Array> {
  const answers: Float32Array[] = [];
  reach(0, images.count);
  for (let first = 0; first < images.count; first += atOnce) {
    // An engine may compute without giving way to signals.
    await nextTurn();
    signal.throwIfAborted();
    const batch = someOf(images, first, Math.min(first + atOnce, images.count));
    const answer = (await session.ask(batch)).get(value);
    if (answer === undefined)
      throw new Error(`The session was not opened to be asked for ${value}.`);
    if (!answer.every(Number.isFinite)) throw answerIsLost();
    answers.push(answer);
    reach(first + batch.count, images.count);
  }
  return joined(answers);
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
