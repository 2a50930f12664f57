import type { ChosenImage } from "./chosenImage.js";

/** What is known of each example of the test set. */
export interface Labels {
  readonly labels: ArrayLike<number>;
}

/** The examples through which one goes, in order: of a class, or all. */
export function examplesWithin({ labels }: Labels, within: number | null): readonly number[] {
  return Array.from(labels, (label, example) =>
    within === null || label === within ? example : -1,
  ).filter((example) => example >= 0);
}

/** The next of them, the first after the last; the image itself where there are none. */
export function nextOf(examples: readonly number[], { example }: ChosenImage): number {
  return examples.find((each) => each > example) ?? examples[0] ?? example;
}

/** The one before, the last before the first. */
export function previousOf(examples: readonly number[], { example }: ChosenImage): number {
  return examples.findLast((each) => each < example) ?? examples.at(-1) ?? example;
}

/** Another one by chance; `random` gives 0 to below 1. */
export function randomOf(
  examples: readonly number[],
  { example }: ChosenImage,
  random: () => number,
): number {
  const others = examples.filter((each) => each !== example);
  return others[Math.floor(random() * others.length)] ?? example;
}
