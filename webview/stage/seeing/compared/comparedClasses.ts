/** What both images are taken for, as far as one class goes. */
export interface ComparedClass {
  /** The number of the class. */
  readonly label: number;
  readonly name: string;
  /** Probabilities. */
  readonly first: number;
  readonly second: number;
}

interface Answer {
  readonly probabilities: readonly number[];
  readonly classNames: readonly string[];
}

/** The classes for which either image is taken likeliest, of those that are equally likely the first. */
export function comparedClasses(
  { probabilities, classNames }: Answer,
  second: Pick<Answer, "probabilities">,
  most: number,
): readonly ComparedClass[] {
  const likelier = (each: ComparedClass): number => Math.max(each.first, each.second);
  return probabilities
    .map((first, label) => ({
      label,
      name: classNames[label] ?? String(label),
      first,
      second: second.probabilities[label] ?? 0,
    }))
    .toSorted((a, b) => likelier(b) - likelier(a))
    .slice(0, most);
}
