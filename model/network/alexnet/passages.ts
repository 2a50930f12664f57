import { says } from "../../messages/message.js";
import { nameOf } from "../nodeId.js";
import type { Passages, Words } from "../passage.js";

/** What the book's section on AlexNet says of its nodes. */
export const alexnetPassages: Passages = {
  section: "8.1",
  sentenceOf: ({ id, kind }) =>
    kind === "module"
      ? modules[nameOf(id)]
      : kind === "maxPool"
        ? says(
            "Keeps the largest value of each window; windows overlap, since they move by less than they are wide.",
          )
        : undefined,
  termOf: () => null,
};

const modules: Readonly<Record<string, Words>> = {
  b1: says(
    "Windows of 11 × 11 at stride 4: objects take many more pixels in ImageNet's photographs than in small images of digits.",
  ),
  b2: says("A smaller window of 5 × 5, padded so that height and width stay, and more channels."),
  b3: says("Three 3 × 3 convolutions in a row; only the last is pooled."),
  dense: says(
    "Two large fully connected layers, which hold most of the parameters; dropout keeps them from learning the images by heart.",
  ),
};
