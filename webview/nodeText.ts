import type { NetworkNode } from "../model/network/graph.js";
import type { LayerSpec, NodeId } from "../model/network/spec.js";
import { formatCount, formatShape } from "./format.js";

/** A node's own name, the last part of its path. */
export function nameOf(id: NodeId): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** As few words as a small box needs. */
export function shortTitle(node: NetworkNode): string {
  if (node.layer !== undefined) return shortLayerTitle(node.layer);
  switch (node.kind) {
    case "input":
      return "image";
    case "concat":
      return "concat";
    case "path":
      return `path ${nameOf(node.id).replace("path", "")}`;
    default:
      return nameOf(node.id);
  }
}

function shortLayerTitle(layer: LayerSpec): string {
  switch (layer.kind) {
    case "convolution":
      return `${layer.kernel}×${layer.kernel} conv`;
    case "maxPool":
      return `${layer.kernel}×${layer.kernel} pool`;
    case "globalAveragePool":
      return "global pool";
    case "dense":
      return "dense";
  }
}

/** The full name, as a heading. */
export function longTitle(node: NetworkNode): string {
  if (node.layer !== undefined) return longLayerTitle(node.layer);
  switch (node.kind) {
    case "input":
      return "Input image";
    case "module":
      return `Module ${nameOf(node.id)}`;
    case "inception":
      return `Inception ${nameOf(node.id)}`;
    case "path":
      return `Path ${nameOf(node.id).replace("path", "")}`;
    case "concat":
      return "Concatenation";
    default:
      return nameOf(node.id);
  }
}

function longLayerTitle(layer: LayerSpec): string {
  switch (layer.kind) {
    case "convolution":
      return `${layer.kernel}×${layer.kernel} convolution`;
    case "maxPool":
      return `${layer.kernel}×${layer.kernel} max-pooling`;
    case "globalAveragePool":
      return "Global average pooling";
    case "dense":
      return "Fully connected layer";
  }
}

/** What a screen reader says of a node: the key fact first. */
export function spokenTitle(node: NetworkNode): string {
  const place = node.parent === null ? "" : `, ${node.parent.replaceAll("/", " ")}`;
  const cost = node.parameters > 0 ? `, ${formatCount(node.parameters)} parameters` : "";
  return `${longTitle(node)}${place}, output ${formatShape(node.outputShape)}${cost}`;
}

/** The number of a path, 1 to 4 as the chapter counts, that a node belongs to; 0 for the trunk. */
export function pathNumberOf(id: NodeId): number {
  const match = /\/path(\d+)(?:\/|$)/.exec(id);
  return match?.[1] === undefined ? 0 : Number(match[1]);
}

/** The window of a layer in cells, for its glyph; 0 where there is none. */
export function windowOf(layer: LayerSpec | undefined): number {
  return layer !== undefined && "kernel" in layer ? layer.kernel : 0;
}
