/** How many of a wall's cells stand beside each other, by where they are drawn. */
export function columnsOf(tops: readonly number[]): number {
  const second = tops.findIndex((top) => top !== tops[0]);
  return second < 0 ? Math.max(1, tops.length) : second;
}

const steps: Readonly<Record<string, (place: number, columns: number, last: number) => number>> = {
  ArrowLeft: (place) => place - 1,
  ArrowRight: (place) => place + 1,
  ArrowUp: (place, columns) => place - columns,
  ArrowDown: (place, columns) => place + columns,
  Home: () => 0,
  End: (_, __, last) => last,
};

/** Where a key leads from a cell of a wall; undefined for one that means nothing, or leads out of it. */
export function stepFrom(
  key: string,
  place: number,
  { columns, count }: { readonly columns: number; readonly count: number },
): number | undefined {
  const next = steps[key]?.(place, columns, count - 1);
  return next === undefined || next < 0 || next >= count ? undefined : next;
}

/** Gives the focus to the cell of the wall to which a key leads; returns whether there is one. */
export function walkWall(event: KeyboardEvent, cell: HTMLElement): boolean {
  // SAFETY: a wall has nothing but its cells.
  const cells = [...(cell.parentElement?.children ?? [])] as HTMLElement[];
  const columns = columnsOf(cells.map(({ offsetTop }) => offsetTop));
  const next = stepFrom(event.key, cells.indexOf(cell), { columns, count: cells.length });
  if (next === undefined) return false;
  event.preventDefault();
  cells[next]?.focus();
  return true;
}
