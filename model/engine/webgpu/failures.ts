import { saysOutOfMemory } from "../../machine/outOfMemory.js";
import { UserError } from "../../messages/userError.js";
import { type Message, verbatim } from "../../messages/message.js";

/** A buffer that no memory would do for; other limits of a GPU say nothing of its memory. */
const exceedsLimit = /\b(?:buffer|binding) size\b.*(?:exceeds the max|larger than the maximum)/iu;

/** Whoever knows the batch says which one would fit. */
export class OutOfDeviceMemory extends UserError {
  constructor(why: Message) {
    super(
      "The GPU has no memory left.",
      why,
      "Close other programs that use the GPU, or train with a smaller batch.",
      { remedy: "restart" },
    );
  }
}

/** An error that the device reported while it computed, as one that a person can act on. */
export function explainDeviceError(message: string): UserError {
  const [firstLine = ""] = message.split("\n");
  return saysOutOfMemory(message) || exceedsLimit.test(message)
    ? new OutOfDeviceMemory(verbatim(firstLine))
    : new UserError(
        "The GPU refused a command of the training step.",
        verbatim(firstLine),
        "Go on from the last checkpoint with another engine.",
        { remedy: "engine", actionWithoutCheckpoint: "Train again with another engine." },
      );
}

export function explainLoss(message: string): UserError {
  const [firstLine = ""] = message.split("\n");
  return new UserError(
    "The GPU was lost during the run.",
    firstLine === "" ? "Its driver was reset, or it was removed." : verbatim(firstLine),
    "Go on from the last checkpoint; if it is lost again, with another engine.",
    {
      remedy: "resume",
      actionWithoutCheckpoint: "Train again; if it is lost again, with another engine.",
    },
  );
}
