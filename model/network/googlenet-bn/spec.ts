import { googlenet } from "../googlenet/spec.js";
import type { NetworkSpec } from "../spec.js";
import { withBatchNormalization } from "../withBatchNormalization.js";

/** The chapter's network with batch normalization after each convolution, before its ReLU. */
export const googlenetBn: NetworkSpec = {
  ...googlenet,
  id: "googlenet-bn",
  title: "GoogLeNet with batch normalization",
  source: "Ioffe and Szegedy 2015, section 3.2, on the chapter's GoogLeNet",
  modules: withBatchNormalization(googlenet.modules),
};
