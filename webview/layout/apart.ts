/** Where a text or a mark stands in its row. */
export interface RowMark {
  /** Of its middle. */
  readonly x: number;
  readonly width: number;
}

/**
 * Those of a row that stand at least `gap` apart, of marks in the order of their importance: what would lie on a
 * more important one gives way.
 */
export function standingApart<T extends RowMark>(marks: readonly T[], gap: number): readonly T[] {
  return marks.reduce<readonly T[]>(
    (kept, mark) => (kept.every((other) => isApart(mark, other, gap)) ? [...kept, mark] : kept),
    [],
  );
}

function isApart(a: RowMark, b: RowMark, gap: number): boolean {
  return Math.abs(a.x - b.x) >= (a.width + b.width) / 2 + gap;
}
