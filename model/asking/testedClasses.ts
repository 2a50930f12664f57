import type { Labels } from "../data/dataset.js";
import type { Answer } from "./scores.js";

/** Means over the examples of a class, or of all. */
export interface Tested {
  readonly examples: number;
  readonly loss: number;
  /** The share that is taken for what it is; of a class its recall. */
  readonly accuracy: number;
}

export interface TestedClass extends Tested {
  readonly name: string;
  /** The share of what is taken for the class that is of it; null where nothing is. */
  readonly precision: number | null;
}

/** Examples of one class that are taken for one class, which may be their own. */
export interface Taken {
  /** Numbers of classes. */
  readonly label: number;
  readonly chosen: number;
  readonly examples: number;
}

export interface Evaluation extends Tested {
  /** In the data set's order; those without examples are left out. */
  readonly classes: readonly TestedClass[];
  /** What is taken for what, by label and then by choice; pairs that do not occur are left out. */
  readonly confusion: readonly Taken[];
}

/** How a network does that has given these answers for examples of these labels. */
export function testedClasses(
  answers: readonly Answer[],
  labels: Labels,
  classNames: readonly string[],
): Evaluation {
  const confusion = confusionOf(answers, labels);
  const [found, taken, right] = [sums(), sums(), sums()];
  for (const { label, chosen, examples } of confusion) {
    found.add(label, examples);
    taken.add(chosen, examples);
    if (label === chosen) right.add(label, examples);
  }
  const losses = sums();
  answers.forEach((answer, example) => {
    const label = labels[example] ?? NaN;
    losses.add(label, answer.losses[label] ?? NaN);
  });
  const { length } = answers;
  return {
    ...{ examples: length, loss: losses.all() / length, accuracy: right.all() / length },
    classes: classNames.flatMap((name, label) => {
      const examples = found.of(label);
      if (examples === 0) return [];
      const precision = taken.of(label) === 0 ? null : right.of(label) / taken.of(label);
      const means = { loss: losses.of(label) / examples, accuracy: right.of(label) / examples };
      return [{ name, examples, ...means, precision }];
    }),
    confusion,
  };
}

/** The same as a table, a row for each label and a column for each choice. */
export function confusionTable(
  confusion: readonly Taken[],
  classes: number,
): readonly (readonly number[])[] {
  const rows = Array.from({ length: classes }, () => Array<number>(classes).fill(0));
  for (const { label, chosen, examples } of confusion) {
    const row = rows[label];
    if (row !== undefined) row[chosen] = examples;
  }
  return rows;
}

function confusionOf(answers: readonly Answer[], labels: Labels): readonly Taken[] {
  const counts = new Map<string, Taken>();
  answers.forEach(({ chosen }, example) => {
    const label = labels[example];
    if (label === undefined) throw new Error(`Example ${example} has no label.`);
    const key = `${label} ${chosen}`;
    const { examples } = counts.get(key) ?? { examples: 0 };
    counts.set(key, { label, chosen, examples: examples + 1 });
  });
  return [...counts.values()].toSorted((a, b) => a.label - b.label || a.chosen - b.chosen);
}

/** Sums by the number of a class. */
function sums(): {
  readonly add: (label: number, value: number) => void;
  readonly of: (label: number) => number;
  readonly all: () => number;
} {
  const byLabel = new Map<number, number>();
  const of = (label: number): number => byLabel.get(label) ?? 0;
  return {
    add: (label, value) => void byLabel.set(label, of(label) + value),
    of,
    all: () => [...byLabel.values()].reduce((total, each) => total + each, 0),
  };
}
