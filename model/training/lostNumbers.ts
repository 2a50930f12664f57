import { UserError } from "../messages/userError.js";
import { type Message, says } from "../messages/message.js";

/** For a run whose weights or losses are no longer numbers; `what` says which, and when. */
export function numbersAreLost(what: Message, learningRate: number): UserError {
  return new UserError(
    what,
    says(
      "The weights have grown out of float32's range, most likely because the learning rate {0} is too high.",
      learningRate,
    ),
    "Go on from the last checkpoint with a lower learning rate, such as a tenth of it, or start again with another seed: the same numbers would be lost at the same step.",
    {
      remedy: "lowerRate",
      actionWithoutCheckpoint:
        "Train again with a lower learning rate, such as a tenth of it, or with another seed: the same numbers would be lost at the same step.",
    },
  );
}

/** For weights that are numbers, of which the network makes none. */
export function answerIsLost(): UserError {
  return new UserError(
    "The network's answer is not a number.",
    "The weights of this checkpoint are so large that activations leave the range of the engine's numbers.",
    "Train a new run with a lower learning rate.",
    { remedy: "restart" },
  );
}
