import type { Memory } from "../host/memory.js";
import { says, type Message } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import { batchWithin, peakBytes } from "../program/memory.js";
import type { TrainingProgram } from "../program/program.js";

/**
 * Throws a UsageError where a step on a single image already holds more than there is; tells where one on
 * the whole batch may take more than is free, as an engine may that does not take it in parts.
 */
export function requireMemory(
  program: TrainingProgram,
  batch: number,
  { memory, log }: { readonly memory: Memory; readonly log: (message: Message) => void },
): void {
  const least = peakBytes(program, 1);
  if (least > memory.total) {
    throw new UsageError(
      "The network does not fit into the memory of this machine.",
      says(
        "A step on one image needs {0} GB, and there are {1} GB.",
        ...[inGigabytes(least), inGigabytes(memory.total)],
      ),
      "Train on smaller images, or choose a smaller network.",
    );
  }
  const most = peakBytes(program, batch);
  if (most <= memory.free) return;
  log(
    says(
      "A step on {0} images may take {1} GB of memory, and {2} GB are free; if it fails, train with a batch of {3}.",
      ...[batch, inGigabytes(most), inGigabytes(memory.free)],
      batchWithin(program, batch, memory.free),
    ),
  );
}

function inGigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
