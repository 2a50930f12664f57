import type { ClassRow } from "./tested.js";

export const classColumns = ["name", "examples", "precision", "recall", "loss"] as const;
export type ClassColumn = (typeof classColumns)[number];

/** How the table of classes is sorted. */
export interface ClassSort {
  readonly column: ClassColumn;
  readonly isDescending: boolean;
}

/** By a column of the table of classes; equal ones, and those without a value, in the data set's order. */
export function sortedClasses(
  rows: readonly ClassRow[],
  { column, isDescending }: ClassSort,
): readonly ClassRow[] {
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [valueOf(a, column), valueOf(b, column)];
    // A class without a value stands at the end either way.
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const order = typeof one === "string" ? one.localeCompare(String(other)) : one - Number(other);
    return order * sign || a.label - b.label;
  });
}

function valueOf(row: ClassRow, column: ClassColumn): string | number | null {
  return column === "recall" ? row.accuracy : row[column];
}
