/** In pixels. */
export interface MatrixRoom {
  readonly width: number;
  readonly height: number;
}

/** A square matrix with its names: where everything is, in pixels of its own. */
export interface MatrixLayout {
  readonly count: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Of the names of the rows, and of the columns. */
  readonly left: number;
  readonly top: number;
  /** Whether the columns' names stand upright, since a column is narrower than they are. */
  readonly isUpright: boolean;
  /** Whether a cell has room for its number. */
  readonly hasNumbers: boolean;
  /** Of all of it, however much of that is in sight. */
  readonly width: number;
  readonly height: number;
}

/** Of more classes a cell has no room for a number. */
export const mostNumbered = 40;

const [leastNumbered, leastBare, mostWide] = [34, 14, 64];
const [nameGap, mostOfNames] = [8, 120];
const lineHeight = 22;

/** A matrix in a place so wide; `nameWidth` is that of the longest name. */
export function layoutMatrix(count: number, room: number, nameWidth: number): MatrixLayout {
  const hasNumbers = count <= mostNumbered;
  const left = Math.ceil(Math.min(nameWidth + nameGap, mostOfNames, room * 0.3));
  const fitting = Math.floor((room - left) / Math.max(1, count));
  const least = hasNumbers ? leastNumbered : leastBare;
  const cellWidth = Math.min(mostWide, Math.max(least, fitting));
  const cellHeight = hasNumbers ? Math.max(24, Math.min(36, Math.round(cellWidth * 0.6))) : least;
  const isUpright = nameWidth > cellWidth - 4;
  const top = isUpright ? Math.ceil(Math.min(nameWidth + nameGap, mostOfNames)) : lineHeight;
  return {
    ...{ count, cellWidth, cellHeight, left, top, isUpright, hasNumbers },
    width: left + count * cellWidth,
    height: top + count * cellHeight,
  };
}

/** Places in the order of rows or columns, the last one not among them. */
export interface Span {
  readonly first: number;
  readonly end: number;
}

export interface MatrixSight {
  readonly rows: Span;
  readonly columns: Span;
}

/** What of a matrix is seen in its window, which is scrolled so far: whole rows and columns from its names on. */
export function sightOf(
  { count, cellWidth, cellHeight, left, top }: MatrixLayout,
  { width, height }: MatrixRoom,
  scrolled: { readonly x: number; readonly y: number },
): MatrixSight {
  return {
    rows: spanOf(count, (height - top) / cellHeight, scrolled.y / cellHeight),
    columns: spanOf(count, (width - left) / cellWidth, scrolled.x / cellWidth),
  };
}

function spanOf(count: number, seen: number, scrolled: number): Span {
  // The last ones are seen as a whole when it is scrolled to its end.
  const last = Math.max(0, count - Math.floor(seen));
  const first = Math.min(last, Math.max(0, Math.ceil(scrolled - 0.01)));
  return { first, end: Math.min(count, first + Math.max(1, Math.ceil(seen))) };
}

export interface MatrixPlace {
  readonly row: number;
  readonly column: number;
}

/** How far to scroll so that a cell is seen; what is scrolled already where it is. */
export function scrolledTo(
  layout: MatrixLayout,
  room: MatrixRoom,
  scrolled: { readonly x: number; readonly y: number },
  { row, column }: MatrixPlace,
): { readonly x: number; readonly y: number } {
  const { cellWidth, cellHeight, left, top } = layout;
  return {
    x: within(scrolled.x, { at: column * cellWidth, length: cellWidth, room: room.width - left }),
    y: within(scrolled.y, { at: row * cellHeight, length: cellHeight, room: room.height - top }),
  };
}

function within(
  scrolled: number,
  { at, length, room }: { readonly at: number; readonly length: number; readonly room: number },
): number {
  if (at < scrolled) return at;
  const needed = at + length - room;
  // Whole rows: the next one that starts at the names.
  return needed > scrolled ? Math.ceil(needed / length) * length : scrolled;
}

const steps: Readonly<Record<string, MatrixPlace>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  PageUp: { row: -10, column: 0 },
  PageDown: { row: 10, column: 0 },
  Home: { row: 0, column: -Infinity },
  End: { row: 0, column: Infinity },
};

/** Where a key leads from a cell; null where it leads nowhere. */
export function placeAfterKey(
  key: string,
  { row, column }: MatrixPlace,
  count: number,
): MatrixPlace | null {
  const step = steps[key];
  if (step === undefined) return null;
  const kept = (place: number): number => Math.max(0, Math.min(count - 1, place));
  return { row: kept(row + step.row), column: kept(column + step.column) };
}
