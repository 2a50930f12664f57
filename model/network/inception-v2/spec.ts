import { says } from "../../messages/message.js";
import { googlenet } from "../googlenet/spec.js";
import type { NetworkSpec } from "../spec.js";
import { withBatchNormalization } from "../withBatchNormalization.js";
import { threesForFive } from "./threesForFive.js";

/** The chapter's blocks, each 5×5 as two 3×3, with batch normalization. */
export const inceptionV2: NetworkSpec = {
  ...googlenet,
  id: "inception-v2",
  title: "Inception v2",
  source: "Szegedy et al. 2016, section 3.1 and Figure 5, on the chapter's GoogLeNet",
  differs: says(
    "The blocks, their filters and the stem are the chapter's, for gray images of 96 × 96 and ten classes; the paper's Table 1 goes on to n × 1 windows, which Inception v3 has.",
  ),
  modules: withBatchNormalization(threesForFive(googlenet.modules)),
};
