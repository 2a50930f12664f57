import { round } from "../layout/band.js";

/** The cells of a window as path data: `cells` × `cells` squares within a square of that side. */
export function cellsPath(
  corner: { readonly x: number; readonly y: number },
  cells: number,
  side: number,
): string {
  const pitch = side / cells;
  const cell = round(cells === 1 ? side : pitch * 0.72);
  let data = "";
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      data += `M${round(corner.x + column * pitch)},${round(corner.y + row * pitch)}h${cell}v${cell}h${-cell}z`;
    }
  }
  return data;
}
