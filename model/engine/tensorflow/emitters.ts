import type { OperationKind } from "../../program/operations.js";
import { augmentEmitters } from "./augmentEmitters.js";
import { averagePoolEmitters } from "./averagePools.js";
import { backwardEmitters } from "./backwardEmitters.js";
import { dropoutEmitters } from "./dropoutEmitters.js";
import type { Emitter } from "./emission.js";
import { forwardEmitters } from "./forwardEmitters.js";
import { localResponseEmitters } from "./localResponses.js";
import { normalizationEmitters } from "./normalizationEmitters.js";
import { statisticsEmitters } from "./statisticsEmitters.js";
import { updateEmitters } from "./updateEmitters.js";

/** One TensorFlow node, or a few, for each kind of operation. */
export const emitters: { readonly [K in OperationKind]: Emitter<K> } = {
  ...forwardEmitters,
  ...backwardEmitters,
  ...augmentEmitters,
  ...averagePoolEmitters,
  ...dropoutEmitters,
  ...localResponseEmitters,
  ...statisticsEmitters,
  ...normalizationEmitters,
  ...updateEmitters,
};
