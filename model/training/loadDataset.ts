import type { Dataset, DatasetProvider, TestSet } from "../data/dataset.js";
import { datasets, findDataset } from "../data/index.js";
import { says, type Message } from "../messages/message.js";
import { unknownName } from "../messages/unknownName.js";
import type { RunConfig } from "../run/config.js";
import { heldOut } from "./holdOut.js";
import { requireClasses } from "./requireClasses.js";

interface Loading {
  readonly signal: AbortSignal;
  readonly log: (message: Message) => void;
}

/**
 * The data of a run, with held-out images in place of the test set where it has such. Throws a UserError
 * where they are missing or are not those of the run's network, and the signal's reason where it is aborted.
 */
export async function loadDataset(
  config: RunConfig,
  directory: string,
  { signal, log }: Loading,
): Promise<Dataset> {
  const loaded = await findProvider(config).load({ directory, form: config, signal, report: log });
  signal.throwIfAborted();
  requireClasses(config, loaded);
  return heldOut(loaded, config.holdOut);
}

/** The same as far as a network is asked about it; what it was trained on may be missing. */
export async function loadTestSet(
  config: RunConfig,
  directory: string,
  { signal, log }: Loading,
): Promise<TestSet> {
  const provider = findProvider(config);
  if (config.holdOut !== null || provider.loadTest === undefined) {
    return loadDataset(config, directory, { signal, log });
  }
  const loaded = await provider.loadTest({ directory, form: config, signal, report: log });
  signal.throwIfAborted();
  requireClasses(config, loaded);
  return loaded;
}

/** Who provides the data of a run; throws a UserError where nobody does. */
export function findProvider({ dataset }: Pick<RunConfig, "dataset">): DatasetProvider {
  const provider = findDataset(dataset);
  if (provider === undefined) throw unknownName(says("data set"), dataset, datasets);
  return provider;
}
