import { batchWithin, peakBytes } from "../program/memory.js";
import type { TrainingProgram } from "../program/program.js";
import { messageOf, UserError } from "../messages/userError.js";
import { type Message, says, verbatim } from "../messages/message.js";

/** A step that should take this share of one that did not fit may fit. */
const cautiousShare = 0.6;
/** What an engine takes besides the values of the program: measured for TensorFlow, 1.9 GB for 0.6 GB of values. */
const overhead = 3;

/**
 * The error of a training step for which memory did not do, with a batch that would fit.
 * `freeBytes` is what is free now that the step was given up; null where it is not known.
 */
export function batchDoesNotFit(
  program: TrainingProgram,
  batch: number,
  { cause, freeBytes }: { readonly cause: unknown; readonly freeBytes: number | null },
): UserError {
  const why = cause instanceof UserError ? cause.said.why : firstLine(messageOf(cause));
  const what = says("The device has no memory left for a batch of {0}.", batch);
  if (batch === 1) {
    const action = "Close other programs, or train on smaller images.";
    return new UserError(what, why, action, { cause, remedy: "restart" });
  }
  const needed = peakBytes(program, batch);
  const budget = Math.min(needed * cautiousShare, (freeBytes ?? Infinity) / overhead);
  const smaller = batchWithin(program, batch, budget);
  const share = Math.ceil((100 * peakBytes(program, smaller)) / needed);
  const action = says(
    "Train with a batch of {0}, which needs about {1} % of the memory.",
    ...[smaller, share],
  );
  return new UserError(what, why, action, { cause, remedy: "restart" });
}

function firstLine(words: string): Message {
  return verbatim(words.split("\n")[0] ?? "");
}
