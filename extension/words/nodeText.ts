import { l10n } from "vscode";
import type { NetworkNode } from "../../model/network/node.js";
import { nodeTitle } from "../../model/network/nodeTitle.js";
import { language } from "./language.js";

/** The codicon of each kind of node. */
export const nodeIcons: Readonly<Record<NetworkNode["kind"], string>> = {
  input: "file-media",
  module: "package",
  block: "type-hierarchy-sub",
  path: "git-branch",
  concat: "git-merge",
  add: "add",
  convolution: "layers",
  maxPool: "fold-down",
  averagePool: "fold-down",
  globalAveragePool: "fold",
  localResponseNormalization: "law",
  dropout: "circle-slash",
  dense: "symbol-array",
};

/** The output shape, such as `256×12×12`. */
export function shapeText({ outputShape }: NetworkNode): string {
  return outputShape.join("×");
}

/** The numbers of a node, one a line. */
export function nodeTooltip(node: NetworkNode): string {
  const { inputShape, parameters, multiplyAdds, receptiveField } = node;
  const count = new Intl.NumberFormat(language());
  const [fieldHeight, fieldWidth] = receptiveField.size;
  const lines = [
    `${nodeTitle(node, l10n.t)} (${node.id})`,
    node.kind === "input" ? null : l10n.t("Input {0}", inputShape.join("×")),
    l10n.t("Output {0}", shapeText(node)),
    parameters === 0 ? null : l10n.t("{0} parameters", count.format(parameters)),
    multiplyAdds === 0 ? null : l10n.t("{0} multiply-adds an image", count.format(multiplyAdds)),
    node.kind === "input"
      ? null
      : l10n.t("Receptive field {0} × {1} pixels", fieldHeight, fieldWidth),
  ];
  return lines.filter((line) => line !== null).join("\n");
}
