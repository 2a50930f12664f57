import { says, verbatim } from "../../messages/message.js";
import type { NetworkNode } from "../node.js";
import { areaOf, onePixel, seesNeighbors, windowOf } from "../window.js";
import { nameOf, pathNumberOf } from "../nodeId.js";
import type { Passages, Words } from "../passage.js";

/** What the chapter says of a node of its GoogLeNet, and what the paper calls it. */
export const googlenetPassages: Passages = { sentenceOf, termOf };

/** Undefined where the chapter says no more than what is true of every network. */
function sentenceOf(node: NetworkNode): Words | undefined {
  switch (node.kind) {
    case "input":
      return says(
        "The chapter resizes Fashion-MNIST's 28 × 28 images, so that training stays affordable.",
      );
    case "module":
      return moduleSentences[nameOf(node.id)];
    case "block":
      return says(
        "Four paths look at the same input through windows of different size, and their outputs are stacked along the channels.",
      );
    case "path":
      return pathSentences[pathNumberOf(node.id)];
    case "concat":
      return says(
        "The outputs of the four paths become one: same height and width, their channels one after the other.",
      );
    case "convolution":
      return seesNeighbors(node.layer) ? undefined : oneByOneSentence(pathNumberOf(node.id));
    case "add":
    case "maxPool":
    case "averagePool":
    case "localResponseNormalization":
    case "globalAveragePool":
    case "dropout":
    case "dense":
      return undefined;
  }
}

/** The chapter builds the network module by module, and says of each why it is as it is. */
const moduleSentences: Readonly<Record<string, Words>> = {
  b1: says("Begins as AlexNet and LeNet do: 64 large filters at stride 2, then pooling."),
  b2: says(
    "A 1 × 1 convolution and a 3 × 3 convolution that triples the channels: the second path of an Inception block on its own.",
  ),
  b3: says(
    "Two Inception blocks in a row; the first gives its paths channels in the ratio 2 : 4 : 1 : 1.",
  ),
  b4: says(
    "Five Inception blocks; as in the third module, the path with the 3 × 3 window gets the most channels.",
  ),
  b5: says("Two Inception blocks, then one mean a channel, as in NiN."),
  linear: says("One fully connected layer with as many outputs as there are classes."),
};

const pathSentences: Readonly<Record<number, Words>> = {
  1: says("Path {0} mixes channels at every position, without looking at neighbors.", 1),
  2: says("Path 2 first reduces the channels, then looks through a 3 × 3 window."),
  3: says("Path 3 reduces the channels most, since its 5 × 5 window is the most expensive."),
  4: says("Path 4 pools over neighbors, then a 1 × 1 convolution sets its number of channels."),
};

function oneByOneSentence(path: number): Words {
  switch (path) {
    case 1:
      return says(
        "Mixes the channels of one position: the smallest window, and the cheapest path.",
      );
    case 2:
    case 3:
      return says(
        "Reduces the number of channels, so that the larger window behind it costs less.",
      );
    case 4:
      return says(
        "Pooling keeps all channels; this sets how many of them the path adds to the block's output.",
      );
    default:
      return says("Mixes the channels of one position, without looking at neighbors.");
  }
}

function termOf(node: NetworkNode): Words {
  switch (node.kind) {
    case "input":
      return says("input");
    case "module":
      return says("stage");
    case "block":
      return says("Inception module");
    case "path":
      return says("branch");
    case "concat":
      return says("filter concatenation");
    case "add":
      return says("addition");
    case "maxPool":
      return says("max pool");
    case "averagePool":
    case "globalAveragePool":
      return says("average pool");
    case "localResponseNormalization":
      return verbatim("LocalRespNorm");
    case "dropout":
      return says("dropout");
    case "dense":
      return says("linear");
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

function convolutionTerm({ id, layer }: NetworkNode): Words {
  const path = pathNumberOf(id);
  const { kernel } = windowOf(layer) ?? onePixel;
  if (areaOf(kernel) === 1) return verbatim(oneByOneTerms[path] ?? "1×1 convolution");
  return path === 0 ? says("convolution") : verbatim(`#${kernel.join("×")}`);
}
