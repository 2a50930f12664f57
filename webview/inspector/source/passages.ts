import type { NetworkNode } from "../../../model/network/graph.js";
import type { NodeId } from "../../../model/network/spec.js";
import { t } from "../../words/l10n.js";
import { nameOf, pathNumberOf } from "../../words/nodeText.js";

/** What the chapter says of a node in a sentence, and what the paper calls it. */
export interface Passage {
  readonly sentence: string;
  readonly paperTerm: string;
}

export function passageOf(node: NetworkNode): Passage {
  switch (node.kind) {
    case "input":
      return {
        sentence: t(
          "The chapter resizes Fashion-MNIST's 28 × 28 images, so that training stays affordable.",
        ),
        paperTerm: t("input"),
      };
    case "module":
      return modulePassage(node.id);
    case "inception":
      return {
        sentence: t(
          "Four paths look at the same input through windows of different size, and their outputs are stacked along the channels.",
        ),
        paperTerm: t("Inception module"),
      };
    case "path":
      return { sentence: pathSentence(pathNumberOf(node.id)), paperTerm: t("branch") };
    case "concat":
      return {
        sentence: t(
          "The outputs of the four paths become one: same height and width, their channels one after the other.",
        ),
        paperTerm: t("filter concatenation"),
      };
    case "maxPool":
      return poolPassage(node);
    case "globalAveragePool":
      return {
        sentence: t(
          "One mean a channel instead of a stack of large fully connected layers: this is what keeps the parameters few.",
        ),
        paperTerm: t("average pool"),
      };
    case "dense":
      return {
        sentence: t("One score a class, from one number a channel."),
        paperTerm: t("linear"),
      };
    case "convolution":
      return convolutionPassage(node);
  }
}

/** The chapter builds the network module by module, and says of each why it is as it is. */
const moduleSentences: Readonly<Record<string, string>> = {
  b1: t("Begins as AlexNet and LeNet do: 64 large filters at stride 2, then pooling."),
  b2: t(
    "A 1 × 1 convolution and a 3 × 3 convolution that triples the channels: the second path of an Inception block on its own.",
  ),
  b3: t(
    "Two Inception blocks in a row; the first gives its paths channels in the ratio 2 : 4 : 1 : 1.",
  ),
  b4: t(
    "Five Inception blocks; as in the third module, the path with the 3 × 3 window gets the most channels.",
  ),
  b5: t("Two Inception blocks, then one mean a channel, as in NiN."),
  linear: t("One fully connected layer with as many outputs as there are classes."),
};

function modulePassage(id: NodeId): Passage {
  const sentence =
    moduleSentences[nameOf(id)] ??
    t(
      "The chapter builds the network from modules in a row; pooling between them halves the resolution.",
    );
  return { sentence, paperTerm: t("stage") };
}

function pathSentence(path: number): string {
  switch (path) {
    case 1:
      return t("Path 1 mixes channels at every position, without looking at neighbors.");
    case 2:
      return t("Path 2 first reduces the channels, then looks through a 3 × 3 window.");
    case 3:
      return t("Path 3 reduces the channels most, since its 5 × 5 window is the most expensive.");
    default:
      return t(
        "Path 4 pools over neighbors, then a 1 × 1 convolution sets its number of channels.",
      );
  }
}

function poolPassage({ layer }: NetworkNode): Passage {
  const stride = layer !== undefined && "stride" in layer ? layer.stride : 1;
  const sentence =
    stride > 1
      ? t(
          "Keeps the largest value of each window; its stride of {0} divides height and width.",
          stride,
        )
      : t(
          "Keeps the largest value of each window; at stride 1 height and width stay, and only the view widens.",
        );
  return { sentence, paperTerm: t("max pool") };
}

/** The columns of the paper's table of 1×1 convolutions, by path; 0 is outside of the blocks. */
const oneByOneTerms: Readonly<Record<number, string>> = {
  0: "1×1 convolution",
  1: "#1×1",
  2: "#3×3 reduce",
  3: "#5×5 reduce",
  4: "pool proj",
};

function convolutionPassage({ id, layer }: NetworkNode): Passage {
  const path = pathNumberOf(id);
  const kernel = layer !== undefined && "kernel" in layer ? layer.kernel : 1;
  if (kernel > 1) {
    return {
      sentence: t(
        "Looks at {0} × {0} neighbors of every position; a ReLU follows, as after every convolution here.",
        kernel,
      ),
      paperTerm: path === 0 ? t("convolution") : `#${kernel}×${kernel}`,
    };
  }
  return { sentence: oneByOneSentence(path), paperTerm: oneByOneTerms[path] ?? "1×1 convolution" };
}

function oneByOneSentence(path: number): string {
  switch (path) {
    case 1:
      return t("Mixes the channels of one position: the smallest window, and the cheapest path.");
    case 2:
    case 3:
      return t("Reduces the number of channels, so that the larger window behind it costs less.");
    case 4:
      return t(
        "Pooling keeps all channels; this sets how many of them the path adds to the block's output.",
      );
    default:
      return t("Mixes the channels of one position, without looking at neighbors.");
  }
}
