import type { NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import type { Addition } from "../../../model/network/join.js";
import { isHead, isPassing } from "../../../model/network/heads.js";
import { isJoin, isPath } from "../../../model/network/kinds.js";
import { elementCount } from "../../../model/network/layers.js";
import type {
  LayerSpec,
  LocalResponseNormalizationSpec,
  Shape,
} from "../../../model/network/spec.js";
import { epsilon, isNormalized } from "../../../model/network/normalization.js";
import { windowOf, type Axis, type Window } from "../../../model/network/window.js";
import { formatShape } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { channelsOf, membersOf } from "../../../model/network/family.js";
import { filled, joined, result, type Formula } from "../parts/formula.js";

/** How the output shape follows from the input shape; a line a dimension where each has a reason of its own. */
export function shapeFormulas(graph: NetworkGraph, node: NetworkNode): readonly Formula[] {
  switch (node.kind) {
    case "input":
      return [];
    case "module":
    case "path":
      return [chainFormula(graph, node)];
    case "block":
      return blockFormulas(graph, node);
    case "add":
      return node.addition === undefined ? [] : additionFormulas(node, node.addition);
    case "concat":
      if (isPassing(graph, node)) return keptFormulas(node.outputShape);
      return stackFormulas(
        node.inputs.flatMap((id) => graph.byId.get(id) ?? []),
        node,
      );
    case "convolution":
    case "maxPool":
    case "averagePool":
    case "localResponseNormalization":
    case "dropout":
    case "globalAveragePool":
    case "dense":
      return node.layer === undefined ? [] : layerFormulas(node.layer, node);
  }
}

function blockFormulas(graph: NetworkGraph, node: NetworkNode): readonly Formula[] {
  if (isHead(node)) return keptFormulas(node.outputShape);
  const join = membersOf(graph, node.id).find(isJoin);
  return join?.addition === undefined
    ? stackFormulas(membersOf(graph, node.id).filter(isPath), node)
    : additionFormulas(node, join.addition);
}

/** Each member's output is the next one's input. */
function chainFormula(graph: NetworkGraph, { id, inputShape, outputShape }: NetworkNode): Formula {
  const between = membersOf(graph, id).slice(0, -1);
  const before = [inputShape, ...between.map((member) => member.outputShape)];
  return [
    ...before.flatMap((shape): Formula => [filled(formatShape(shape)), " → "]),
    result(formatShape(outputShape)),
  ];
}

/** Channels add up; height and width are those of every path. */
function stackFormulas(
  parts: readonly NetworkNode[],
  { outputShape }: NetworkNode,
): readonly Formula[] {
  const channels = parts.map((part) => filled(channelsOf(part.outputShape)));
  const [, height = 1, width = 1] = outputShape;
  return [
    [`${t("channels")} = `, ...joined(channels, " + "), " = ", result(channelsOf(outputShape))],
    [`${t("height = as in every path")} = `, result(height)],
    [`${t("width = as in every path")} = `, result(width)],
  ];
}

/** Nothing but the numbers changes; each is a sum of one number a path. */
function additionFormulas(
  { outputShape }: NetworkNode,
  { factors, activation }: Addition,
): readonly Formula[] {
  const [channels = 1, height = 1, width = 1] = outputShape;
  const terms = factors.map((factor, index) => {
    const path = t("path {0}", index + 1);
    return factor === 1 ? path : `${factor} · ${path}`;
  });
  const sum = terms.join(" + ");
  return [
    [`${t("channels = as in every path")} = `, result(channels)],
    [`${t("height = as in every path")} = `, result(height)],
    [`${t("width = as in every path")} = `, result(width)],
    [`${t("each number")}: ${activation === "relu" ? `max(0, ${sum})` : sum}`],
  ];
}

function layerFormulas(layer: LayerSpec, node: NetworkNode): readonly Formula[] {
  const { inputShape, outputShape } = node;
  switch (layer.kind) {
    case "convolution":
      return [
        [`${t("channels = filters")} = `, result(layer.filters)],
        ...windowFormulas(windowOf(layer), inputShape, outputShape),
        ...(isNormalized(node) ? normalizationFormulas(outputShape) : []),
      ];
    case "maxPool":
      return [
        [`${t("channels = as before")} = `, result(channelsOf(outputShape))],
        ...windowFormulas(windowOf(layer), inputShape, outputShape),
      ];
    case "averagePool": {
      const window = windowOf(layer);
      const isPadded = window.padding.some((side) => side > 0);
      return [
        [`${t("channels = as before")} = `, result(channelsOf(outputShape))],
        ...windowFormulas(window, inputShape, outputShape),
        meanFormula(window.kernel),
        ...(isPadded ? [[t("padding counts as zeros in a mean")]] : []),
      ];
    }
    case "localResponseNormalization":
      return [...keptFormulas(outputShape), ...responseFormulas(layer)];
    case "dropout":
      return [...keptFormulas(outputShape), [dropoutText(layer.rate)]];
    case "globalAveragePool":
      return [
        [`${t("features = channels")} = `, result(channelsOf(outputShape))],
        meanFormula(inputShape.slice(1)),
      ];
    case "dense":
      return [[`${t("features = units")} = `, result(layer.units)]];
  }
}

/** How each channel's sums go on; in a step the mean is that of all examples at once. */
function normalizationFormulas([, height = 1, width = 1]: readonly number[]): readonly Formula[] {
  const rule = t(
    "each channel: (sum − mean)/√(variance + {0}) · scale + shift",
    epsilon.toFixed(5),
  );
  const sums = [`${t("sums of each example in a mean")} = `, filled(height), "·", filled(width)];
  return [[rule], [...sums, " = ", filled(height * width)]];
}

/** What comes out is as large as what comes in. */
function keptFormulas([channels = 1, height, width]: Shape): readonly Formula[] {
  if (height === undefined || width === undefined) {
    return [[`${t("features = as before")} = `, result(channels)]];
  }
  return [
    [`${t("channels = as before")} = `, result(channels)],
    [`${t("height = as before")} = `, result(height)],
    [`${t("width = as before")} = `, result(width)],
  ];
}

/** What divides each number; the channels at both ends have fewer beside them. */
function responseFormulas({
  size,
  alpha,
  beta,
  offset,
}: LocalResponseNormalizationSpec): readonly Formula[] {
  return [
    [t("each number: input/({0} + {1} · sum)^{2}", offset, alpha, beta)],
    [t("sum: input² of {0} channels, its own in the middle", size)],
  ];
}

function dropoutText(rate: number): string {
  const [dropped, times] = [round(100 * rate), round(1 / (1 - rate))];
  return t("in a step: {0} % become 0, the others times {1}", dropped, times);
}

/** To hundredths. */
function round(value: number): number {
  return Math.round(100 * value) / 100;
}

function meanFormula(lengths: readonly number[]): Formula {
  const values = filled(elementCount(lengths));
  return [`${t("values in each mean")} = `, ...joined(lengths.map(filled), "·"), " = ", values];
}

/** ⌊(length + 2·padding − kernel)/stride⌋ + 1, with the values filled in. */
function windowFormulas(
  window: Window,
  input: readonly number[],
  output: readonly number[],
): readonly Formula[] {
  const along = (name: string, axis: Axis): Formula => [
    `${name} = ⌊(`,
    filled(input[axis + 1] ?? 0),
    " + 2·",
    filled(window.padding[axis]),
    " − ",
    filled(window.kernel[axis]),
    ")/",
    filled(window.stride[axis]),
    "⌋ + 1 = ",
    result(output[axis + 1] ?? 0),
  ];
  return [along(t("height"), 0), along(t("width"), 1)];
}
