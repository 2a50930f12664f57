/** Tiles of one size in rows, in pixels. */
export interface TileGrid {
  readonly count: number;
  readonly columns: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly height: number;
}

/** As many in a row as a place so wide has room for; they fill it. */
export function layoutTiles(
  count: number,
  room: number,
  tile: { readonly width: number; readonly height: number },
): TileGrid {
  const columns = Math.max(1, Math.floor(room / tile.width));
  return {
    ...{ count, columns, tileWidth: Math.floor(room / columns), tileHeight: tile.height },
    height: Math.ceil(count / columns) * tile.height,
  };
}

export function tileAt(
  { columns, tileWidth, tileHeight }: TileGrid,
  place: number,
): { readonly x: number; readonly y: number } {
  return { x: (place % columns) * tileWidth, y: Math.floor(place / columns) * tileHeight };
}

/** Which are seen in a window so high, which is scrolled so far; a row more at both ends. */
export function tilesInSight(
  { count, columns, tileHeight }: TileGrid,
  height: number,
  scrolled: number,
): { readonly first: number; readonly end: number } {
  const firstRow = Math.max(0, Math.floor(scrolled / tileHeight) - 1);
  const endRow = Math.ceil((scrolled + height) / tileHeight) + 1;
  return { first: Math.min(count, firstRow * columns), end: Math.min(count, endRow * columns) };
}

/** Where a key leads from a tile; null where it leads nowhere. */
export function tileAfterKey(key: string, from: number, grid: TileGrid): number | null {
  const { count, columns } = grid;
  const step = stepOf(key, columns);
  if (step === null || count === 0) return null;
  return Math.max(0, Math.min(count - 1, from + step));
}

/** Rows that are passed at once. */
const rowsOfPage = 4;

function stepOf(key: string, columns: number): number | null {
  switch (key) {
    case "ArrowLeft":
      return -1;
    case "ArrowRight":
      return 1;
    case "ArrowUp":
      return -columns;
    case "ArrowDown":
      return columns;
    case "PageUp":
      return -rowsOfPage * columns;
    case "PageDown":
      return rowsOfPage * columns;
    case "Home":
      return -Infinity;
    case "End":
      return Infinity;
    default:
      return null;
  }
}
