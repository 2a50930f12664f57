import { elementCount } from "../../../model/network/layers.js";
import type { LayerWeights } from "../../../model/run/layerWeights.js";
import type { NodeId } from "../../../model/network/spec.js";
import { formatTightShape } from "../../words/format.js";
import { t } from "../../words/l10n.js";

/** What the page knows of a layer's weights. */
export type WeightState =
  | { readonly kind: "none" }
  | { readonly kind: "reading"; readonly nodeId: NodeId }
  /** The host was asked and has none: no checkpoint and no running trainer. */
  | { readonly kind: "absent"; readonly nodeId: NodeId }
  | { readonly kind: "read"; readonly nodeId: NodeId; readonly weights: LayerWeights }
  | { readonly kind: "failed"; readonly nodeId: NodeId; readonly message: string };

export const noWeights: WeightState = { kind: "none" };

/** Throws an Error that says what is wrong where the values are not the whole tensor. */
export function checkWeights(weights: LayerWeights): LayerWeights {
  const { shape, values } = weights;
  if (values.length === elementCount(shape)) return weights;
  throw new Error(
    t("The tensor of shape {0} has {1} values.", formatTightShape(shape), values.length),
  );
}
