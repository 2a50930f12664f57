import type { OperationKind } from "../../../program/operations.js";
import { backwardKernels } from "./backward.js";
import { forwardKernels } from "./forward.js";
import type { Kernel } from "./kernel.js";
import { localResponseKernels } from "./localResponse.js";
import { normalizationKernels } from "./normalization.js";
import { statisticsKernels } from "./statistics.js";
import { updateKernels } from "./update.js";

/** A kernel, or a few, for each kind of operation. */
export const kernels: { readonly [K in OperationKind]: Kernel<K> } = {
  ...forwardKernels,
  ...backwardKernels,
  ...statisticsKernels,
  ...localResponseKernels,
  ...normalizationKernels,
  ...updateKernels,
};
