import { elementCount } from "../../../network/layers.js";
import type { Value, ValueId } from "../../../program/operations.js";
import type { StateTensor } from "../../../program/state.js";
import { floatBytes } from "./maps.js";

const panelColumns = 8;
/** The weight gradient is summed in tiles of as many rows. */
const tileRows = 6;

/**
 * A parameter in memory: panels of 8 columns, in each a row of 8 floats for every row of the matrix
 * (all dimensions but the last). Rows and columns past the matrix hold 0 and stay 0.
 */
export interface Panels {
  readonly rows: number;
  readonly columns: number;
  readonly panelBytes: number;
  readonly bytes: number;
}

export function panelsOf(shape: readonly number[]): Panels {
  const columns = shape.at(-1) ?? 1;
  const rows = elementCount(shape.slice(0, -1));
  const paddedRows = shape.length === 1 ? 1 : Math.ceil(rows / tileRows) * tileRows;
  return panels(rows, columns, paddedRows);
}

/** The same weights with inputs and outputs exchanged; only read, so without rows past the matrix. */
export function transposedPanelsOf(shape: readonly number[]): Panels {
  const [inputs = 1, outputs = 1] = shape.slice(-2);
  const taps = elementCount(shape.slice(0, -2));
  return panels(taps * outputs, inputs, taps * outputs);
}

function panels(rows: number, columns: number, paddedRows: number): Panels {
  const panelBytes = paddedRows * panelColumns * floatBytes;
  return { rows, columns, panelBytes, bytes: Math.ceil(columns / panelColumns) * panelBytes };
}

/** Writes a row-major matrix into panels. */
export function pack(matrix: Float32Array, layout: Panels, memory: Float32Array): void {
  forEachPiece(layout, (place, index, length) => {
    for (let next = 0; next < length; next++) memory[place + next] = matrix[index + next] ?? NaN;
  });
}

export function unpack(memory: Float32Array, layout: Panels): Float32Array {
  const matrix = new Float32Array(layout.rows * layout.columns);
  forEachPiece(layout, (place, index, length) => {
    for (let next = 0; next < length; next++) matrix[index + next] = memory[place + next] ?? NaN;
  });
  return matrix;
}

/** The part of each row that lies in one panel: where it is there, and where in the matrix. */
function forEachPiece(
  { rows, columns, panelBytes }: Panels,
  visit: (place: number, index: number, length: number) => void,
): void {
  const panelFloats = panelBytes / floatBytes;
  for (let row = 0; row < rows; row++) {
    for (let column = 0, place = row * panelColumns; column < columns; column += panelColumns) {
      visit(place, row * columns + column, Math.min(panelColumns, columns - column));
      place += panelFloats;
    }
  }
}

/** The gradients of the workers lie this far apart. */
export function workerStrideOf(parameters: ParameterMap): number {
  return Math.ceil(parameters.bytes / 64) * 64;
}

/** Offsets in bytes of every tensor, one behind the other. */
export class ParameterMap {
  private readonly offsets = new Map<ValueId, number>();
  readonly bytes: number;

  constructor(
    private readonly tensors: readonly Pick<StateTensor, "id" | "shape">[],
    private readonly arrange: (shape: readonly number[]) => Panels = panelsOf,
  ) {
    let next = 0;
    for (const { id, shape } of tensors) {
      this.offsets.set(id, next);
      next += arrange(shape).bytes;
    }
    this.bytes = next;
  }

  has(id: ValueId): boolean {
    return this.offsets.has(id);
  }

  offsetOf(id: ValueId): number {
    const offset = this.offsets.get(id);
    if (offset === undefined) throw new Error(`${id} is no tensor of the state.`);
    return offset;
  }

  layout({ shape }: Pick<Value, "shape">): Panels {
    return this.arrange(shape);
  }

  layoutOf(id: ValueId): Panels {
    const tensor = this.tensors.find((each) => each.id === id);
    if (tensor === undefined) throw new Error(`${id} is no tensor of the state.`);
    return this.arrange(tensor.shape);
  }

  entries(): readonly { readonly id: ValueId; readonly offset: number; readonly layout: Panels }[] {
    return this.tensors.map(({ id, shape }) => ({
      id,
      offset: this.offsetOf(id),
      layout: this.arrange(shape),
    }));
  }
}
