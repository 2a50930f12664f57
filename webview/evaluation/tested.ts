import type { TestedExamples } from "../../model/asking/testedExamples.js";
import {
  testedClasses,
  type Taken,
  type Tested as Means,
  type TestedClass,
} from "../../model/metrics/testedClasses.js";

/** A class with its number. */
export interface ClassRow extends TestedClass {
  readonly label: number;
  /** How many are taken for it. */
  readonly taken: number;
}

/** What a network says of a test set, and the sums of it that the page shows. */
export interface Tested extends Means {
  readonly said: TestedExamples;
  /** Those that have examples. */
  readonly classes: readonly ClassRow[];
  /** What is taken for what; pairs that do not occur are left out. */
  readonly confusion: readonly Taken[];
  /** How many of one class are taken for another, or for itself. */
  readonly countOf: (label: number, chosen: number) => number;
  /** How many there are of each class, and how many are taken for it. */
  readonly found: readonly number[];
  readonly taken: readonly number[];
}

export function testedOf(said: TestedExamples): Tested {
  const { classNames } = said;
  const { classes, confusion, ...means } = testedClasses(said, classNames);
  const count = classNames.length;
  const counts = new Uint32Array(count * count);
  const [found, taken] = [Array<number>(count).fill(0), Array<number>(count).fill(0)];
  for (const { label, chosen, examples } of confusion) {
    counts[label * count + chosen] = examples;
    found[label] = (found[label] ?? 0) + examples;
    taken[chosen] = (taken[chosen] ?? 0) + examples;
  }
  // An evaluation leaves out those without examples.
  const labels = found.flatMap((examples, label) => (examples === 0 ? [] : [label]));
  return {
    ...{ ...means, said, confusion, found, taken },
    classes: classes.map((each, place) => {
      const label = labels[place] ?? NaN;
      return { ...each, label, taken: taken[label] ?? 0 };
    }),
    countOf: (label, chosen) => counts[label * count + chosen] ?? 0,
  };
}
