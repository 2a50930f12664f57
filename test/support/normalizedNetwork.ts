import type { NetworkSpec } from "../../model/network/spec.js";
import { withBatchNormalization } from "../../model/network/withBatchNormalization.js";
import { tinyNetwork } from "./tinyNetwork.js";

/** Each convolution of the tiny network with batch normalization. */
export const normalizedNetwork: NetworkSpec = {
  ...tinyNetwork,
  id: "normalized",
  title: "Normalized",
  modules: withBatchNormalization(tinyNetwork.modules),
};
