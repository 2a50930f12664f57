import type { NetworkGraph } from "./graph.js";
import type { NetworkNode } from "./node.js";
import { isPassing } from "./heads.js";
import { isBlock, isPath, isRectified } from "./kinds.js";
import { areaOf, isSquare, onePixel, windowOf } from "./window.js";
import { channelsOf, membersOf } from "./family.js";
import { pathNumberOf } from "./nodeId.js";
import { elementCount } from "./layers.js";
import { says } from "../messages/message.js";
import type { Words } from "./passage.js";
import type { PerAxis } from "./spec.js";

/** What can be said of a node of any network, since its own layers and paths say it. */
export function specSentence(graph: NetworkGraph, node: NetworkNode): Words {
  switch (node.kind) {
    case "input":
      return says("The image as the network reads it.");
    case "module":
      return says("Layers and blocks in a row: each reads what the one before it gives.");
    case "block":
      return blockSentence(graph, node);
    case "path":
      return pathSentence(graph, node);
    case "concat":
      if (isPassing(graph, node)) {
        return says(
          "What comes in goes on as it is: the branch gives its scores to the loss alone.",
        );
      }
      return says(
        "What the paths give becomes one: same height and width, their channels one after the other.",
      );
    case "add":
      return additionSentence(node);
    case "maxPool":
      return poolSentence(node);
    case "averagePool":
      return averageSentence(node);
    case "localResponseNormalization":
      return says(
        "Makes a number smaller where the channels beside it are large at the same position, so that channels compete.",
      );
    case "dropout":
      return says(
        "Sets numbers to 0 by chance in every training step, others grow for it; an evaluation leaves all as they are.",
      );
    case "globalAveragePool":
      return says(
        "One mean a channel instead of a stack of large fully connected layers: this is what keeps the parameters few.",
      );
    case "dense":
      return denseSentence(graph, node);
    case "convolution":
      return convolutionSentence(graph, node);
  }
}

function denseSentence(graph: NetworkGraph, node: NetworkNode): Words {
  const isHidden = isRectified(node);
  const [features, read] = [channelsOf(node.outputShape), elementCount(node.inputShape)];
  if (graph.nodes.at(-1)?.id === node.id && !isHidden) {
    return graph.byId.get(node.inputs[0] ?? "")?.kind === "globalAveragePool"
      ? says("One score a class, from one number a channel.")
      : says("One score a class, each of all {0} numbers that come in.", read);
  }
  return isHidden
    ? says("{0} numbers, each of all {1} that come in; a ReLU follows.", features, read)
    : says("{0} numbers, each of all {1} that come in.", features, read);
}

function blockSentence(graph: NetworkGraph, { id, block }: NetworkNode): Words {
  const paths = membersOf(graph, id).filter(isPath).length;
  if (block?.join?.kind === "head") {
    return says(
      "In training only, a branch with class scores of its own, whose loss counts {0} times; what comes in goes on as it is.",
      block.join.weight,
    );
  }
  if (block?.join?.kind === "add") {
    return says("{0} paths look at the same input, and their outputs are added up.", paths);
  }
  return paths === 1
    ? says("A block of one path: what the path gives is what the block gives.")
    : says(
        "{0} paths look at the same input, and their outputs are stacked along the channels.",
        paths,
      );
}

function additionSentence({ addition }: NetworkNode): Words {
  const scale = addition?.factors.find((factor) => factor !== 1) ?? 1;
  if (addition?.activation === "relu") {
    return scale === 1
      ? says("What the paths give is added up, number by number; a ReLU follows.")
      : says(
          "What the paths give is added up, all but shortcuts times {0}; a ReLU follows.",
          scale,
        );
  }
  return scale === 1
    ? says("What the paths give is added up, number by number.")
    : says("What the paths give is added up, all but shortcuts times {0}.", scale);
}

function pathSentence(graph: NetworkGraph, path: NetworkNode): Words {
  const number = pathNumberOf(path.id);
  if (membersOf(graph, path.id).length === 0) {
    return says("Path {0} is a shortcut: what comes in goes by as it is.", number);
  }
  const layers = graph.nodes.filter(({ id, layer }) => layer && id.startsWith(`${path.id}/`));
  const kernels = [
    onePixel.kernel,
    ...layers.map(({ layer }) => (windowOf(layer) ?? onePixel).kernel),
  ];
  const largest = kernels.reduce((most, kernel) => (areaOf(kernel) > areaOf(most) ? kernel : most));
  if (membersOf(graph, path.id).some(isBlock)) {
    return says(
      "Path {0} has blocks in it; the largest window of its layers is {1} × {2}.",
      number,
      ...largest,
    );
  }
  if (areaOf(largest) === 1) {
    return says("Path {0} mixes channels at every position, without looking at neighbors.", number);
  }
  return layers.length === 1
    ? says("Path {0} looks through a {1} × {2} window.", number, ...largest)
    : says(
        "Path {0} is {1} layers in a row; the largest of their windows is {2} × {3}.",
        number,
        layers.length,
        ...largest,
      );
}

function poolSentence({ layer, inputShape, outputShape }: NetworkNode): Words {
  const { stride } = windowOf(layer) ?? onePixel;
  if (!isSquare(stride)) {
    return says(
      "Keeps the largest value of each window; its stride divides the height by {0} and the width by {1}.",
      ...stride,
    );
  }
  if (stride[0] > 1) {
    return says(
      "Keeps the largest value of each window; its stride of {0} divides height and width.",
      stride[0],
    );
  }
  return inputShape.join() === outputShape.join()
    ? says(
        "Keeps the largest value of each window; at stride 1 height and width stay, and only the view widens.",
      )
    : says(
        "Keeps the largest value of each window; only whole windows count, so that height and width become a little less.",
      );
}

function averageSentence({ layer, inputShape, outputShape }: NetworkNode): Words {
  const { stride } = windowOf(layer) ?? onePixel;
  if (areaOf(stride) > 1) {
    return says(
      "Gives the mean of each window; its stride divides the height by {0} and the width by {1}.",
      ...stride,
    );
  }
  return inputShape.join() === outputShape.join()
    ? says(
        "Gives the mean of each window; at stride 1 height and width stay, and only the view widens.",
      )
    : says(
        "Gives the mean of each window; only whole windows count, so that height and width become a little less.",
      );
}

function convolutionSentence(graph: NetworkGraph, node: NetworkNode): Words {
  const { kernel } = windowOf(node.layer) ?? onePixel;
  if (areaOf(kernel) > 1) {
    return neighborSentence(graph, node, kernel);
  }
  const row = membersOf(graph, node.parent);
  const place = row.indexOf(node);
  const isReducing = channelsOf(node.outputShape) < channelsOf(node.inputShape);
  if (isReducing && row[place + 1]?.kind === "convolution") {
    return says("Reduces the number of channels, so that the larger window behind it costs less.");
  }
  const before = row[place - 1];
  // A layer that learns nothing keeps the channels, whatever it takes of a window.
  if (before?.layer !== undefined && before.parameters === 0 && isInPath(graph, node)) {
    return says(
      "Pooling keeps all channels; this sets how many of them the path adds to the block's output.",
    );
  }
  return isRectified(node)
    ? says("Mixes the channels of one position, without looking at neighbors.")
    : says(
        "Mixes the channels of one position, without looking at neighbors; no activation follows.",
      );
}

function neighborSentence({ nodes }: NetworkGraph, node: NetworkNode, kernel: PerAxis): Words {
  if (!isRectified(node)) {
    return says(
      "Looks at {0} × {1} neighbors of every position; no activation follows.",
      ...kernel,
    );
  }
  const isEverywhere = nodes.every((each) => each.kind !== "convolution" || isRectified(each));
  return isEverywhere
    ? says(
        "Looks at {0} × {1} neighbors of every position; a ReLU follows, as after every convolution here.",
        ...kernel,
      )
    : says("Looks at {0} × {1} neighbors of every position; a ReLU follows.", ...kernel);
}

function isInPath(graph: NetworkGraph, { parent }: NetworkNode): boolean {
  const group = graph.byId.get(parent ?? "");
  return group !== undefined && isPath(group);
}
