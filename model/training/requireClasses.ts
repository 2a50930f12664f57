import type { Dataset } from "../data/dataset.js";
import { sizeOf } from "../data/idxSets.js";
import { says } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import type { RunConfig } from "../run/config.js";

/** Names that are not one for each output would give answers to the wrong ones: throws a UsageError. */
export function requireClasses(
  { dataset }: Pick<RunConfig, "dataset">,
  { classNames }: Pick<Dataset, "classNames">,
): void {
  const { classes } = sizeOf(dataset) ?? { classes: classNames.length };
  if (classNames.length === classes) return;
  throw new UsageError(
    "The network and the names of its classes do not belong together.",
    says("It tells {0} classes apart, and {1} have names.", classes, classNames.length),
    "Restore run.json from a backup, or choose another data set.",
  );
}
