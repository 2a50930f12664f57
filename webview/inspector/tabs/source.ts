import type { NetworkNode } from "../../../model/network/graph.js";
import { childOf } from "../../dom.js";
import { pathNumberOf } from "../../nodeText.js";
import { drawFacts } from "../drawFacts.js";
import type { InspectorTab } from "../tab.js";

/** What the chapter says of a node in a sentence, and what the paper calls it. */
export interface Passage {
  readonly sentence: string;
  readonly paperTerm: string;
}

export const sourceTab: InspectorTab = {
  id: "source",
  title: "Source",
  draw(panel, { node }) {
    const { sentence, paperTerm } = passageOf(node);
    childOf(panel, "p", "passage").text(sentence);
    drawFacts(panel, [
      { id: "term", label: "In the paper", value: paperTerm },
      { id: "id", label: "Name in code and files", value: node.id },
    ]);
  },
};

export function passageOf(node: NetworkNode): Passage {
  switch (node.kind) {
    case "input":
      return {
        sentence:
          "The chapter resizes Fashion-MNIST's 28 × 28 images, so that training stays affordable.",
        paperTerm: "input",
      };
    case "module":
      return {
        sentence:
          "The chapter builds the network from modules in a row; pooling between them halves the resolution.",
        paperTerm: "stage",
      };
    case "inception":
      return {
        sentence:
          "Four paths look at the same input through windows of different size, and their outputs are stacked along the channels.",
        paperTerm: "Inception module",
      };
    case "path":
      return { sentence: pathSentence(pathNumberOf(node.id)), paperTerm: "branch" };
    case "concat":
      return {
        sentence:
          "The outputs of the four paths become one: same height and width, their channels one after the other.",
        paperTerm: "filter concatenation",
      };
    case "maxPool":
      return {
        sentence:
          "Keeps the largest value of each window; with stride 2 it halves height and width, with stride 1 it only widens the view.",
        paperTerm: "max pool",
      };
    case "globalAveragePool":
      return {
        sentence:
          "One mean a channel instead of a stack of large fully connected layers: this is what keeps the parameters few.",
        paperTerm: "average pool",
      };
    case "dense":
      return { sentence: "One score a class, from one number a channel.", paperTerm: "linear" };
    case "convolution":
      return convolutionPassage(node);
  }
}

function pathSentence(path: number): string {
  switch (path) {
    case 1:
      return "Path 1 mixes channels at every position, without looking at neighbors.";
    case 2:
      return "Path 2 first reduces the channels, then looks through a 3 × 3 window.";
    case 3:
      return "Path 3 reduces the channels most, since its 5 × 5 window is the dearest.";
    default:
      return "Path 4 pools over neighbors, then a 1 × 1 convolution sets its number of channels.";
  }
}

function convolutionPassage({ id, layer }: NetworkNode): Passage {
  const path = pathNumberOf(id);
  const kernel = layer !== undefined && "kernel" in layer ? layer.kernel : 1;
  if (kernel > 1) {
    const sentence = `Looks at ${kernel} × ${kernel} neighbors of every position; a ReLU follows, as after every convolution here.`;
    return { sentence, paperTerm: `#${kernel}×${kernel}` };
  }
  const sentence =
    "Mixes the channels of one position; used before a larger window it makes that window cheaper.";
  const terms: Readonly<Record<number, string>> = {
    1: "#1×1",
    2: "#3×3 reduce",
    3: "#5×5 reduce",
    4: "pool proj",
  };
  return { sentence, paperTerm: terms[path] ?? "1×1 convolution" };
}
