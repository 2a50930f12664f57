import type { Examples } from "../data/dataset.js";
import { Tally, type Doing } from "./tally.js";
import { answersOf } from "./scores.js";

/** How a network does on examples, whole and without some of its parts. */
export interface DoingWithout {
  readonly examples: number;
  readonly whole: Doing;
  readonly without: Doing;
  /** The share of the examples that are taken for something else than by the whole. */
  readonly changed: number;
}

/** By the scores of these images, and perhaps of more that follow them. */
export function doingWithoutOf(
  scores: { readonly whole: Float32Array; readonly without: Float32Array },
  { labels, count }: Pick<Examples, "labels" | "count">,
  classes: number,
): DoingWithout {
  const [whole, without] = [new Tally(), new Tally()];
  const [before, after] = [scores.whole, scores.without].map((all) =>
    answersOf(all.subarray(0, count * classes), classes),
  );
  before?.forEach((answer, place) => {
    const label = labels[place] ?? NaN;
    whole.add(answer, label, answer);
    without.add(after?.[place] ?? answer, label, answer);
  });
  const { changed, ...found } = without.of(count);
  const { accuracy, loss } = whole.of(count);
  return { examples: count, whole: { accuracy, loss }, without: found, changed };
}
