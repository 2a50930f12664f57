import type { PerAxis } from "../../../model/network/spec.js";
import { areaOf } from "../../../model/network/window.js";
import type { LayerWeights } from "../../../model/run/layerWeights.js";
import type { Cell } from "../../state/choices.js";
import type { GridPart } from "../parts/gridPad.js";

/** How a layer's weights are laid out: as a grid of kernels, of which each cell is one, or as a matrix of single weights. */
export interface Sheet {
  readonly kind: "kernels" | "matrix";
  readonly rows: number;
  readonly columns: number;
  /** The sides of the picture in a cell. */
  readonly kernel: PerAxis;
  /** As much as is shown at once. */
  readonly pageRows: number;
  readonly pageColumns: number;
  readonly inputs: number;
  readonly outputs: number;
  /** The output and the input of a cell; null where the last row has no kernel any more. */
  pairAt(cell: Cell): Pair | null;
}

export interface Pair {
  readonly output: number;
  readonly input: number;
}

const [wrappedColumns, mostTiles] = [8, 16];

/** Kernels of one input channel are pictures in rows of eight; others a row an output and a column an input. */
export function sheetOf({ shape }: Pick<LayerWeights, "shape">): Sheet {
  const maps = shape.length === 4 ? shape : [1, 1, ...shape];
  const [height = 1, width = 1, inputs = 1, outputs = 1] = maps;
  const kernel: PerAxis = [height, width];
  const counts = { inputs, outputs, kernel };
  const pairAt = ({ row, column }: Cell): Pair => ({ output: row, input: column });
  if (areaOf(kernel) === 1) {
    const size = { rows: outputs, columns: inputs, pageRows: outputs, pageColumns: inputs };
    return { kind: "matrix", ...size, ...counts, pairAt };
  }
  if (inputs > 1) {
    const page = {
      pageRows: Math.min(mostTiles, outputs),
      pageColumns: Math.min(mostTiles, inputs),
    };
    return { kind: "kernels", rows: outputs, columns: inputs, ...page, ...counts, pairAt };
  }
  const columns = Math.min(wrappedColumns, outputs);
  const rows = Math.ceil(outputs / columns);
  return {
    kind: "kernels",
    ...{ rows, columns, pageRows: Math.min(wrappedColumns, rows), pageColumns: columns },
    ...counts,
    pairAt({ row, column }) {
      const output = row * columns + column;
      return output < outputs ? { output, input: 0 } : null;
    },
  };
}

/** The cell, or the nearest one of the sheet: what was kept may be of a larger layer. */
export function cellWithin({ rows, columns }: Sheet, { row, column }: Cell): Cell {
  return { row: Math.min(row, rows - 1), column: Math.min(column, columns - 1) };
}

/** The page on which a cell lies; the last one may be smaller. */
export function pageOf(sheet: Sheet, { row, column }: Cell): GridPart {
  const start = {
    row: Math.floor(row / sheet.pageRows) * sheet.pageRows,
    column: Math.floor(column / sheet.pageColumns) * sheet.pageColumns,
  };
  return {
    ...start,
    rows: Math.min(sheet.pageRows, sheet.rows - start.row),
    columns: Math.min(sheet.pageColumns, sheet.columns - start.column),
  };
}

/** The places of a pair's weights in the tensor, row-major in the kernel; the tensor is [height, width, in, out]. */
export function placesOf(
  { kernel, inputs, outputs }: Sheet,
  { output, input }: Pair,
): readonly number[] {
  return Array.from(
    { length: areaOf(kernel) },
    (_, tap) => (tap * inputs + input) * outputs + output,
  );
}
