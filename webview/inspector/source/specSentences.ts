import type { NetworkGraph, NetworkNode } from "../../../model/network/graph.js";
import { isPath } from "../../../model/network/kinds.js";
import { channelsOf, membersOf } from "../../layout/family.js";
import { t } from "../../words/l10n.js";
import { pathNumberOf, windowOf } from "../../words/nodeText.js";

/** What can be said of a node of any network, since its own layers and paths say it. */
export function specSentence(graph: NetworkGraph, node: NetworkNode): string {
  switch (node.kind) {
    case "input":
      return t("The image as the network reads it.");
    case "module":
      return t("Layers and blocks in a row: each reads what the one before it gives.");
    case "inception":
      return blockSentence(membersOf(graph, node.id).filter(isPath).length);
    case "path":
      return pathSentence(pathNumberOf(node.id), membersOf(graph, node.id));
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

function pathSentence(path: number, layers: readonly NetworkNode[]): string {
  const window = Math.max(...layers.map(({ layer }) => windowOf(layer)));
  if (window <= 1) {
    return t("Path {0} mixes channels at every position, without looking at neighbors.", path);
  }
  return layers.length === 1
    ? t("Path {0} looks through a {1} × {1} window.", path, window)
    : t(
        "Path {0} is {1} layers in a row; the largest of their windows is {2} × {2}.",
        path,
        layers.length,
        window,
      );
}

function poolSentence({ layer }: NetworkNode): string {
  const stride = layer !== undefined && "stride" in layer ? layer.stride : 1;
  return stride > 1
    ? t(
        "Keeps the largest value of each window; its stride of {0} divides height and width.",
        stride,
      )
    : t(
        "Keeps the largest value of each window; at stride 1 height and width stay, and only the view widens.",
      );
}

function convolutionSentence(graph: NetworkGraph, node: NetworkNode): string {
  const window = windowOf(node.layer);
  if (window > 1) {
    return t(
      "Looks at {0} × {0} neighbors of every position; a ReLU follows, as after every convolution here.",
      window,
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
