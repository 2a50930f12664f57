/** A class as a network scores it. */
export interface Likely {
  /** The number of the class. */
  readonly label: number;
  readonly name: string;
  readonly probability: number;
}

/** The likeliest classes, of those that are equally likely the first. */
export function likeliestOf(
  {
    probabilities,
    classNames,
  }: { readonly probabilities: readonly number[]; readonly classNames: readonly string[] },
  most: number,
): readonly Likely[] {
  return probabilities
    .map((probability, label) => ({ label, name: classNames[label] ?? String(label), probability }))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, most);
}
