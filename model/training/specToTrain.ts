import type { Dataset, Examples } from "../data/dataset.js";
import { fittedTo } from "../network/fittedTo.js";
import type { NetworkSpec } from "../network/spec.js";
import type { RunConfig } from "../run/config.js";
import { requireNetwork } from "./requireNetwork.js";

/** The network of a configuration as it trains on a data set: at its size, with an output for each class. */
export function specToTrain(
  config: Pick<RunConfig, "network" | "inputSize">,
  {
    train: { channels },
    classNames: { length: classes },
  }: Pick<Dataset, "classNames"> & { readonly train: Pick<Examples, "channels"> },
): NetworkSpec {
  const spec = fittedTo(requireNetwork(config), { channels, classes });
  return { ...spec, input: [channels, ...config.inputSize] };
}
