/** What a person chose within the tabs; the page forgets it when it is closed. */
export interface Choices {
  /** The class of the sample image. */
  readonly image: number;
  /** The unit of the output grid whose field is shown; null for the middle one. */
  readonly cell: Cell | null;
  /** The kernel, or the entry of a matrix, that is read out: which output and which input. */
  readonly kernel: Cell;
  /** What is read out of each chart of histograms: which row of its history, which bin; null for the newest's largest. */
  readonly bins: Readonly<Record<string, Cell>>;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export const firstChoices: Choices = {
  image: 9, // An ankle boot, the data set's own first example.
  cell: null,
  kernel: { row: 0, column: 0 },
  bins: {},
};

/** What stays when another node is chosen: a place in one node's grid means nothing in another's. */
export function choicesForNext({ image }: Choices): Choices {
  return { ...firstChoices, image };
}
