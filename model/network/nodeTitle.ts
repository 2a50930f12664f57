import type { NetworkNode } from "./node.js";
import type { LayerSpec } from "./spec.js";
import { kernelText } from "./kernelText.js";

/** Puts a text into a person's language, with values in the place of `{0}`. */
export type Translate = (text: string, ...values: (string | number)[]) => string;

/** The full name of a node, as a heading. */
export function nodeTitle(node: NetworkNode, t: Translate): string {
  if (node.layer !== undefined) return layerTitle(node.layer, t);
  const name = node.id.slice(node.id.lastIndexOf("/") + 1);
  switch (node.kind) {
    case "input":
      return t("Input image");
    case "module":
      return t("Module {0}", name);
    case "block":
      return node.block === undefined
        ? name
        : t(node.block.title.text, ...(node.block.title.values ?? []));
    case "path":
      return t("Path {0}", name.replace(/^path/u, ""));
    case "concat":
      // A single path has nothing to be put together with, as where a head's block goes on as it came.
      return node.inputs.length > 1 ? t("Concatenation") : t("End of the block");
    case "add":
      return t("Addition");
    case "convolution":
    case "maxPool":
    case "averagePool":
    case "localResponseNormalization":
    case "dropout":
    case "globalAveragePool":
    case "dense":
      return name;
  }
}

function layerTitle(layer: LayerSpec, t: Translate): string {
  switch (layer.kind) {
    case "convolution":
      return t("{0} convolution", kernelText(layer));
    case "maxPool":
      return t("{0} max-pooling", kernelText(layer));
    case "averagePool":
      return t("{0} average-pooling", kernelText(layer));
    case "localResponseNormalization":
      return t("Local response normalization");
    case "globalAveragePool":
      return t("Global average pooling");
    case "dropout":
      return t("Dropout");
    case "dense":
      return t("Fully connected layer");
  }
}
