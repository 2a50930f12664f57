import { fromBase64 } from "../../../model/run/base64.js";
import { elementCount } from "../../../model/network/layers.js";
import type { ChannelNormalization } from "../../../model/run/layerWeights.js";
import type { NodeId } from "../../../model/network/spec.js";
import { formatTightShape } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { WeightReading } from "../../protocol.js";

/** A layer's weight tensor as it was at a step. */
export interface Weights {
  readonly step: number;
  /** [height, width, in, out] of a convolution, [in, out] of a dense layer. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
  /** Left out where the layer's sums are not normalized. */
  readonly normalization?: ChannelNormalization;
}

/** What the page knows of a layer's weights. */
export type WeightState =
  | { readonly kind: "none" }
  | { readonly kind: "reading"; readonly nodeId: NodeId }
  /** The host was asked and has none: no checkpoint and no running trainer. */
  | { readonly kind: "absent"; readonly nodeId: NodeId }
  | { readonly kind: "read"; readonly nodeId: NodeId; readonly weights: Weights }
  | { readonly kind: "failed"; readonly nodeId: NodeId; readonly message: string };

export const noWeights: WeightState = { kind: "none" };

/** Throws an Error that says what is wrong where the bytes are not the whole tensor. */
export function decodeWeights({ values, ...told }: WeightReading): Weights {
  const bytes = fromBase64(values);
  const count = elementCount(told.shape);
  if (bytes.length !== count * Float32Array.BYTES_PER_ELEMENT) {
    throw new Error(
      t("The tensor of shape {0} has {1} bytes.", formatTightShape(told.shape), bytes.length),
    );
  }
  return { ...told, values: floatsOf(bytes) };
}

function floatsOf(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) =>
    view.getFloat32(index * 4, true),
  );
}
