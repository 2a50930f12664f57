import { maxIndex } from "d3";
import type { NetworkGraph, NetworkNode } from "../../../model/network/graph.js";
import { isBlock, isPath } from "../../../model/network/kinds.js";
import { areaOf, isSquare, onePixel, windowOf } from "../../../model/network/window.js";
import { channelsOf, membersOf } from "../../../model/network/family.js";
import { t } from "../../words/l10n.js";
import { pathNumberOf } from "../../../model/network/nodeId.js";

/** What can be said of a node of any network, since its own layers and paths say it. */
export function specSentence(graph: NetworkGraph, node: NetworkNode): string {
  switch (node.kind) {
    case "input":
      return t("The image as the network reads it.");
    case "module":
      return t("Layers and blocks in a row: each reads what the one before it gives.");
    case "block":
      return blockSentence(membersOf(graph, node.id).filter(isPath).length);
    case "path":
      return pathSentence(graph, node);
    case "concat":
      return t(
        "What the paths give becomes one: same height and width, their channels one after the other.",
      );
    case "maxPool":
      return poolSentence(node);
    case "globalAveragePool":
      return t(
        "One mean a channel instead of a stack of large fully connected layers: this is what keeps the parameters few.",
      );
    case "dense":
      return t("One score a class, from one number a channel.");
    case "convolution":
      return convolutionSentence(graph, node);
  }
}

function blockSentence(paths: number): string {
  return paths === 1
    ? t("A block of one path: what the path gives is what the block gives.")
    : t(
        "{0} paths look at the same input, and their outputs are stacked along the channels.",
        paths,
      );
}

function pathSentence(graph: NetworkGraph, path: NetworkNode): string {
  const number = pathNumberOf(path.id);
  const layers = graph.nodes.filter(({ id, layer }) => layer && id.startsWith(`${path.id}/`));
  const kernels = layers.map(({ layer }) => (windowOf(layer) ?? onePixel).kernel);
  const largest = kernels[maxIndex(kernels, areaOf)] ?? onePixel.kernel;
  if (membersOf(graph, path.id).some(isBlock)) {
    return t(
      "Path {0} has blocks in it; the largest window of its layers is {1} × {2}.",
      number,
      ...largest,
    );
  }
  if (areaOf(largest) === 1) {
    return t("Path {0} mixes channels at every position, without looking at neighbors.", number);
  }
  return layers.length === 1
    ? t("Path {0} looks through a {1} × {2} window.", number, ...largest)
    : t(
        "Path {0} is {1} layers in a row; the largest of their windows is {2} × {3}.",
        number,
        layers.length,
        ...largest,
      );
}

function poolSentence({ layer, inputShape, outputShape }: NetworkNode): string {
  const { stride } = windowOf(layer) ?? onePixel;
  if (!isSquare(stride)) {
    return t(
      "Keeps the largest value of each window; its stride divides the height by {0} and the width by {1}.",
      ...stride,
    );
  }
  if (stride[0] > 1) {
    return t(
      "Keeps the largest value of each window; its stride of {0} divides height and width.",
      stride[0],
    );
  }
  return inputShape.join() === outputShape.join()
    ? t(
        "Keeps the largest value of each window; at stride 1 height and width stay, and only the view widens.",
      )
    : t(
        "Keeps the largest value of each window; only whole windows count, so that height and width become a little less.",
      );
}

function convolutionSentence(graph: NetworkGraph, node: NetworkNode): string {
  const { kernel } = windowOf(node.layer) ?? onePixel;
  if (areaOf(kernel) > 1) {
    return t(
      "Looks at {0} × {1} neighbors of every position; a ReLU follows, as after every convolution here.",
      ...kernel,
    );
  }
  const row = membersOf(graph, node.parent);
  const place = row.indexOf(node);
  const isReducing = channelsOf(node.outputShape) < channelsOf(node.inputShape);
  if (isReducing && row[place + 1]?.kind === "convolution") {
    return t("Reduces the number of channels, so that the larger window behind it costs less.");
  }
  const before = row[place - 1];
  // A layer that learns nothing keeps the channels, whatever it takes of a window.
  if (before?.layer !== undefined && before.parameters === 0 && isInPath(graph, node)) {
    return t(
      "Pooling keeps all channels; this sets how many of them the path adds to the block's output.",
    );
  }
  return t("Mixes the channels of one position, without looking at neighbors.");
}

function isInPath(graph: NetworkGraph, { parent }: NetworkNode): boolean {
  const group = graph.byId.get(parent ?? "");
  return group !== undefined && isPath(group);
}
