import type { NetworkGraph, NetworkNode } from "../../../model/network/graph.js";
import type { NodeId } from "../../../model/network/spec.js";
import { areaOf, onePixel, seesNeighbors, windowOf } from "../../../model/network/window.js";
import { t } from "../../words/l10n.js";
import { nameOf, pathNumberOf } from "../../../model/network/nodeId.js";
import { specSentence } from "./specSentences.js";

/** What the chapter says of a node of its GoogLeNet, and what the paper calls it. */
export function chapterPassage(
  graph: NetworkGraph,
  node: NetworkNode,
): { readonly sentence: string; readonly paperTerm: string } {
  return {
    sentence: sentenceOf(node) ?? specSentence(graph, node),
    paperTerm: termOf(node),
  };
}

/** Undefined where the chapter says no more than what is true of every network. */
function sentenceOf(node: NetworkNode): string | undefined {
  switch (node.kind) {
    case "input":
      return t(
        "The chapter resizes Fashion-MNIST's 28 × 28 images, so that training stays affordable.",
      );
    case "module":
      return moduleSentences[nameOf(node.id)];
    case "block":
      return t(
        "Four paths look at the same input through windows of different size, and their outputs are stacked along the channels.",
      );
    case "path":
      return pathSentences[pathNumberOf(node.id)];
    case "concat":
      return t(
        "The outputs of the four paths become one: same height and width, their channels one after the other.",
      );
    case "convolution":
      return seesNeighbors(node.layer) ? undefined : oneByOneSentence(pathNumberOf(node.id));
    case "maxPool":
    case "globalAveragePool":
    case "dense":
      return undefined;
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

const pathSentences: Readonly<Record<number, string>> = {
  1: t("Path {0} mixes channels at every position, without looking at neighbors.", 1),
  2: t("Path 2 first reduces the channels, then looks through a 3 × 3 window."),
  3: t("Path 3 reduces the channels most, since its 5 × 5 window is the most expensive."),
  4: t("Path 4 pools over neighbors, then a 1 × 1 convolution sets its number of channels."),
};

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

function termOf(node: NetworkNode): string {
  switch (node.kind) {
    case "input":
      return t("input");
    case "module":
      return t("stage");
    case "block":
      return t("Inception module");
    case "path":
      return t("branch");
    case "concat":
      return t("filter concatenation");
    case "maxPool":
      return t("max pool");
    case "globalAveragePool":
      return t("average pool");
    case "dense":
      return t("linear");
    case "convolution":
      return convolutionTerm(node);
  }
}

/** The columns of the paper's table of 1×1 convolutions, by path; 0 is outside of the blocks. */
const oneByOneTerms: Readonly<Record<number, string>> = {
  0: "1×1 convolution",
  1: "#1×1",
  2: "#3×3 reduce",
  3: "#5×5 reduce",
  4: "pool proj",
};

function convolutionTerm({ id, layer }: { id: NodeId; layer?: NetworkNode["layer"] }): string {
  const path = pathNumberOf(id);
  const { kernel } = windowOf(layer) ?? onePixel;
  if (areaOf(kernel) === 1) return oneByOneTerms[path] ?? "1×1 convolution";
  return path === 0 ? t("convolution") : `#${kernel.join("×")}`;
}
