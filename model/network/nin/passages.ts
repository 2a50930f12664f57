import { says } from "../../messages/message.js";
import { nameOf } from "../nodeId.js";
import type { Passages, Words } from "../passage.js";
import { seesNeighbors } from "../window.js";

/** What the book's section on network in network says of its nodes. */
export const ninPassages: Passages = {
  section: "8.3",
  sentenceOf: ({ id, kind, layer }) => {
    switch (kind) {
      case "module":
        return modules[nameOf(id)];
      case "convolution":
        return seesNeighbors(layer)
          ? undefined
          : says("A small fully connected layer over the channels, the same at every position.");
      case "globalAveragePool":
        return says(
          "The mean of each map is the score of its class, for which nothing is learned.",
        );
      default:
        return undefined;
    }
  },
  termOf: () => null,
};

const modules: Readonly<Record<string, Words>> = {
  b1: says(
    "A NiN block: a convolution with AlexNet's first window, then two of 1 × 1, and a pool behind it.",
  ),
  b2: says("A NiN block with the second window of AlexNet, 5 × 5."),
  b3: says("A NiN block with the third window of AlexNet, 3 × 3."),
  b4: says(
    "A NiN block with a map for each class stands in place of all fully connected layers, which saves most of the parameters.",
  ),
};
