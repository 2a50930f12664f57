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

/** A plus in a circle, as sums are drawn. */
export function plusPath(x: number, y: number, radius: number): string {
  const [left, top, arm] = [round(x - radius), round(y - radius), round(radius * 0.55)];
  const half = `a${radius},${radius} 0 0 1`;
  const circle = `M${left},${round(y)}${half} ${2 * radius},0${half} ${-2 * radius},0z`;
  const [across, down] = [round(x - arm), round(y - arm)];
  return `${circle}M${across},${round(top + radius)}h${2 * arm}M${round(x)},${down}v${2 * arm}`;
}
