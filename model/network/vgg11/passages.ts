import { says } from "../../messages/message.js";
import { nameOf } from "../nodeId.js";
import type { Passages, Words } from "../passage.js";

/** What the book's section on VGG says of its nodes. */
export const vgg11Passages: Passages = {
  section: "8.2",
  sentenceOf: ({ id, kind }) => (kind === "module" ? modules[nameOf(id)] : undefined),
  termOf: () => null,
};

const twoInARow = says(
  "A VGG block of two 3 × 3 convolutions: in a row they see as much as one of 5 × 5, with fewer weights.",
);

const modules: Readonly<Record<string, Words>> = {
  b1: says(
    "A VGG block: a 3 × 3 convolution that keeps height and width, then a pool that halves both.",
  ),
  b2: says("The same block again, with twice as many channels."),
  b3: twoInARow,
  b4: twoInARow,
  b5: says("The last VGG block, whose channels no longer double."),
  dense: says("Three fully connected layers as in AlexNet, which hold most of the parameters."),
};
