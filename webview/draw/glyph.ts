import type { PerAxis } from "../../model/network/spec.js";
import { round } from "../layout/band.js";

/** The cells of a window as path data: rows × columns of squares, centered in a square of that side. */
export function cellsPath(
  corner: { readonly x: number; readonly y: number },
  [rows, columns]: PerAxis,
  side: number,
): string {
  const most = Math.max(rows, columns);
  const pitch = side / most;
  const cell = round(most === 1 ? side : pitch * 0.72);
  const x = corner.x + ((most - columns) / 2) * pitch;
  const y = corner.y + ((most - rows) / 2) * pitch;
  let data = "";
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      data += `M${round(x + column * pitch)},${round(y + row * pitch)}h${cell}v${cell}h${-cell}z`;
    }
  }
  return data;
}
