import { requireSameData, type RecordedData } from "../data/dataOfRun.js";
import type { Dataset, LoadOptions } from "../data/dataset.js";
import { findDataset } from "../data/index.js";
import { listed, says } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import { visibleText } from "../messages/visibleText.js";
import { fittedTo } from "../network/fittedTo.js";
import type { RunTask } from "../run/runRequest.js";
import { requireNetwork } from "./requireNetwork.js";
import { requireGraph } from "./requireGraph.js";

/** So many files stand in a message. */
const toldFiles = 10;

interface Checking extends Pick<LoadOptions, "signal" | "report"> {
  /** Pictures that cannot be read are left out, which is otherwise refused. */
  readonly skipsUnreadable: boolean;
  /** Of the run that goes on; null of a new one. */
  readonly recorded: RecordedData | null;
}

/**
 * Reads a person's own data before a run begins with them; nothing of what is published, which is
 * checked whenever it is read. Throws a UserError for data, or a network, that a run could not begin with.
 */
export async function requireOwnData(
  { config, dataDirectory: directory }: Pick<RunTask, "config" | "dataDirectory">,
  { skipsUnreadable, recorded, ...surroundings }: Checking,
): Promise<void> {
  const provider = findDataset(config.dataset);
  if (provider === undefined || provider.isPublished) return;
  const dataset = await provider.load({ directory, form: config, ...surroundings });
  if (recorded !== null) requireSameData(recorded, dataset);
  if (!skipsUnreadable) requireReadable(dataset);
  const { channels } = dataset.train;
  const fit = { channels, classes: dataset.classNames.length };
  requireGraph(fittedTo(requireNetwork(config), fit), [channels, ...config.inputSize]);
}

function requireReadable({ source, leftOut = [] }: Dataset): void {
  const unreadable = leftOut.filter(({ isUnreadable }) => isUnreadable);
  if (unreadable.length === 0) return;
  const told = unreadable
    .slice(0, toldFiles)
    .map(({ file, why }) => says("{0}: {1}", visibleText(file), why));
  const more = unreadable.length - told.length;
  throw new UsageError(
    says("Pictures in {0} that cannot be read: {1}.", source, unreadable.length),
    listed(more === 0 ? told : [...told, says("and {0} more", more)]),
    "Repair them or take them away, or add --skip-unreadable to train without them.",
    { remedy: "data" },
  );
}
