/** What is said of each example: all of one length. */
export interface SaidExamples {
  /** Numbers of classes: what each is, and what it is taken for. */
  readonly labels: ArrayLike<number>;
  readonly chosen: ArrayLike<number>;
  /** The cross-entropy of each. */
  readonly losses: ArrayLike<number>;
}

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

/** How a network does that says this of examples. */
export function testedClasses(said: SaidExamples, classNames: readonly string[]): Evaluation {
  const confusion = confusionOf(said);
  const [found, taken, right] = [sums(), sums(), sums()];
  for (const { label, chosen, examples } of confusion) {
    found.add(label, examples);
    taken.add(chosen, examples);
    if (label === chosen) right.add(label, examples);
  }
  const losses = sums();
  eachOf(said, (label, _, loss) => {
    losses.add(label, loss);
  });
  const { length } = said.labels;
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

function confusionOf(said: SaidExamples): readonly Taken[] {
  const counts = new Map<number, Map<number, number>>();
  eachOf(said, (label, chosen) => {
    const row = counts.get(label) ?? new Map<number, number>();
    counts.set(label, row.set(chosen, (row.get(chosen) ?? 0) + 1));
  });
  return [...counts]
    .flatMap(([label, row]) => [...row].map(([chosen, examples]) => ({ label, chosen, examples })))
    .toSorted((a, b) => a.label - b.label || a.chosen - b.chosen);
}

/** Throws an Error where something is not said of an example. */
function eachOf(
  { labels, chosen, losses }: SaidExamples,
  act: (label: number, chosen: number, loss: number) => void,
): void {
  for (let example = 0; example < labels.length; example++) {
    const [label, choice, loss] = [labels[example], chosen[example], losses[example]];
    if (label === undefined || choice === undefined || loss === undefined) {
      throw new Error(`Example ${example} has no label, or no answer.`);
    }
    act(label, choice, loss);
  }
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
