import { mostLoss, type TestedAt } from "../../model/run/testedExamples.js";
import { createRandom } from "./random.js";
import { testedSet } from "./testedSet.js";

/** Invented evaluations of an invented test set, that end with `testedSet`: most are learned early, a few in other ways. */
export function testedEpochs(epochs = 10, stepsPerEpoch = 100): readonly TestedAt[] {
  const last = testedSet();
  const random = createRandom(5);
  const fates = Array.from(last.labels, () => ({ from: random() ** 3, drift: random() - 0.5 }));
  return Array.from({ length: epochs }, (_, place): TestedAt => {
    const passed = (place + 1) / epochs;
    const chosen = last.chosen.slice();
    const losses = last.losses.map((loss, example) => {
      const { from = 0, drift = 0 } = fates[example] ?? {};
      const label = last.labels[example] ?? 0;
      const isRight = chosen[example] === label;
      // What is wrong at the end was right for a while where it drifts far; what is right was wrong at first.
      if (isRight && passed < from) chosen[example] = (label + 2) % last.classNames.length;
      if (!isRight && drift > 0.35 && passed < 0.7) chosen[example] = label;
      const early = chosen[example] === last.chosen[example] ? 0 : isRight ? 2.5 : -0.8 * loss;
      return Math.min(mostLoss, Math.max(0.01, loss + early + (1 - passed) * drift));
    });
    const step = (place + 1) * stepsPerEpoch;
    return { step, epoch: place + 1, labels: last.labels, chosen, losses };
  });
}
