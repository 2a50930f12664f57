/** What a network says of one image. */
export interface Answer {
  /** Of each class, in the order of the classes. */
  readonly probabilities: readonly number[];
  /** The likeliest; the first of several that are. */
  readonly chosen: number;
  /** −ln of each class's probability: the loss where that class is the label. */
  readonly losses: readonly number[];
}

/** What the scores of images, `classes` for each, say of them. */
export function answersOf(scores: Float32Array, classes: number): readonly Answer[] {
  return Array.from({ length: scores.length / classes }, (_, image) =>
    answerOf(scores.subarray(image * classes, (image + 1) * classes)),
  );
}

function answerOf(scores: Float32Array): Answer {
  const own = Array.from(scores);
  const largest = Math.max(...own);
  const logOfSum = Math.log(own.reduce((sum, score) => sum + Math.exp(score - largest), 0));
  const losses = own.map((score) => logOfSum - (score - largest));
  return {
    losses,
    probabilities: losses.map((loss) => Math.exp(-loss)),
    chosen: own.indexOf(largest),
  };
}

/** What these answers say of examples of these labels. */
export function saidOf(
  answers: readonly Answer[],
  labels: ArrayLike<number>,
): { readonly labels: ArrayLike<number>; readonly chosen: number[]; readonly losses: number[] } {
  return {
    labels,
    chosen: answers.map(({ chosen }) => chosen),
    losses: answers.map(({ losses }, example) => losses[labels[example] ?? NaN] ?? NaN),
  };
}
