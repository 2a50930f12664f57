import { nameOf, pathNumberOf, pathNumbersOf } from "../../model/network/nodeId.js";
import type { NetworkNode } from "../../model/network/node.js";
import { kernelText } from "../../model/network/kernelText.js";
import { nodeTitle } from "../../model/network/nodeTitle.js";
import type { LayerSpec, NodeId } from "../../model/network/spec.js";
import { formatCount, formatShape } from "./format.js";
import { t } from "./l10n.js";

/** As few words as a small box needs. */
export function shortTitle(node: NetworkNode): string {
  if (node.layer !== undefined) return shortLayerTitle(node.layer);
  switch (node.kind) {
    case "input":
      return t("image");
    case "concat":
      return t("concat");
    case "add":
      return t("sum");
    case "path":
      return t("path {0}", pathNumberOf(node.id));
    case "module":
    case "block":
    case "convolution":
    case "maxPool":
    case "averagePool":
    case "localResponseNormalization":
    case "dropout":
    case "globalAveragePool":
    case "dense":
      return nameOf(node.id);
  }
}

function shortLayerTitle(layer: LayerSpec): string {
  switch (layer.kind) {
    case "convolution":
      return t("{0} conv", kernelText(layer));
    case "maxPool":
      return t("{0} pool", kernelText(layer));
    case "averagePool":
      return t("{0} avg", kernelText(layer));
    case "globalAveragePool":
      return t("global pool");
    case "localResponseNormalization":
      return t("LRN");
    case "dropout":
      return t("dropout");
    case "dense":
      return t("dense");
  }
}

/** The fewest signs that tell a layer of a small card. */
export function briefTitle(node: NetworkNode): string {
  const { layer } = node;
  if (layer === undefined) return shortTitle(node);
  switch (layer.kind) {
    case "convolution":
      return kernelText(layer);
    case "maxPool":
      return t("pool");
    case "averagePool":
    case "globalAveragePool":
      return t("avg");
    case "localResponseNormalization":
      return t("LRN");
    case "dropout":
      return t("drop");
    case "dense":
      return t("fc");
  }
}

/** The full name, as a heading. */
export function longTitle(node: NetworkNode): string {
  return nodeTitle(node, t);
}

/** What a screen reader says of a node: the key fact first. */
export function spokenTitle(node: NetworkNode): string {
  const place = node.parent === null ? "" : `, ${node.parent.replaceAll("/", " ")}`;
  const output = t("output {0}", formatShape(node.outputShape));
  const cost = node.parameters > 0 ? `, ${t("{0} parameters", formatCount(node.parameters))}` : "";
  return `${longTitle(node)}${place}, ${output}${cost}`;
}

/** The number of the outermost path around a node, in whose hue all that stands on it is drawn. */
export function hueOf(id: NodeId): number {
  return pathNumbersOf(id)[0] ?? 0;
}
