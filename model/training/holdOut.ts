import type { Dataset } from "../data/dataset.js";
import { examplesAt } from "../data/examplesAt.js";
import { says } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import { Random } from "./random.js";

/**
 * The data set with so many of its training images in the place of its test set, so that values can be chosen
 * without a look at that. They are the same for every seed of a run. Throws a UsageError where none would be left
 * to train on.
 */
export function heldOut(dataset: Dataset, count: number | null): Dataset {
  if (count === null) return dataset;
  const { train } = dataset;
  if (count >= train.count) {
    throw new UsageError(
      says("{0} of {1} training images cannot be held out.", count, train.count),
      "None would be left to train on.",
      "",
    );
  }
  const order = Array.from({ length: train.count }, (_, index) => index);
  const random = new Random(0, "holdingOut");
  for (let place = 0; place < count; place++) {
    const chosen = place + random.below(train.count - place);
    [order[place], order[chosen]] = [order[chosen] ?? 0, order[place] ?? 0];
  }
  const tested = order.slice(0, count);
  const isTested = new Set(tested);
  const trained = order.filter((index) => !isTested.has(index)).sort((one, other) => one - other);
  return { ...dataset, train: examplesAt(train, trained), test: examplesAt(train, tested) };
}
