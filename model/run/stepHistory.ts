import type { RunEventOf } from "./events.js";

export type StepPoint = Omit<RunEventOf<"step">, "kind">;
export type StepField = keyof StepPoint;

const columns = {
  time: 0,
  step: 1,
  epoch: 2,
  loss: 3,
  accuracy: 4,
  learningRate: 5,
  examplesPerSecond: 6,
  secondsLeft: 7,
} as const satisfies Readonly<Record<StepField, number>>;
// SAFETY: a table that is written out has no other keys.
const fields = Object.keys(columns) as readonly StepField[];
const bytesPerStep = fields.length * Float64Array.BYTES_PER_ELEMENT;

/** Rows of numbers that may be shared by histories of different lengths; all but the end is settled. */
interface Table {
  /** Row-major; what has no number is NaN. */
  values: Float64Array;
  rows: number;
}

/**
 * The steps of a run in order. Immutable, and yet `with` copies nothing: the longer history shares the
 * table of the shorter. A step takes 64 bytes, outside the heap that is collected.
 */
export class StepHistory implements Iterable<StepPoint> {
  static readonly empty = new StepHistory({ values: new Float64Array(0), rows: 0 }, 0);

  /** Hidden from comparisons: equal histories may lie in tables of different room. */
  readonly #table: Table;

  private constructor(
    table: Table,
    readonly length: number,
  ) {
    this.#table = table;
  }

  static of(points: Iterable<StepPoint>): StepHistory {
    let history = StepHistory.empty;
    for (const point of points) history = history.with(point);
    return history;
  }

  /** What `bytes` gave. Throws a RangeError where it is not a whole number of steps. */
  static ofBytes(bytes: Uint8Array<ArrayBuffer>): StepHistory {
    if (bytes.length % bytesPerStep !== 0) {
      throw new RangeError(`${bytes.length} bytes are no steps of ${bytesPerStep}.`);
    }
    const values = new Float64Array(bytes.slice().buffer);
    const rows = bytes.length / bytesPerStep;
    return new StepHistory({ values, rows }, rows);
  }

  /** The rows as they lie in memory, little-endian float64 on every machine there is a VS Code for. */
  bytes(): Uint8Array {
    const { buffer, byteOffset } = this.#table.values;
    return new Uint8Array(buffer, byteOffset, this.length * bytesPerStep);
  }

  /** As of an array: a negative place counts from the end. */
  at(place: number): StepPoint | undefined {
    const row = place < 0 ? this.length + place : place;
    if (row < 0 || row >= this.length) return undefined;
    const read = (field: StepField): number => this.read(row, field);
    const secondsLeft = read("secondsLeft");
    return {
      time: read("time"),
      step: read("step"),
      epoch: read("epoch"),
      loss: read("loss"),
      accuracy: read("accuracy"),
      learningRate: read("learningRate"),
      examplesPerSecond: read("examplesPerSecond"),
      secondsLeft: Number.isNaN(secondsLeft) ? null : secondsLeft,
    };
  }

  /** One number of a step, without making the point; NaN where there is none. */
  read(row: number, field: StepField): number {
    if (row < 0 || row >= this.length) throw new RangeError(`No step ${row} of ${this.length}.`);
    return this.#table.values[row * fields.length + columns[field]] ?? Number.NaN;
  }

  /** With one more at the end. */
  with(point: StepPoint): StepHistory {
    // Where another history has gone on from here, the end of the table is its own; and none may grow the empty one.
    const mayGrow = this.length > 0 && this.#table.rows === this.length;
    const table = mayGrow ? this.#table : this.copyTable();
    const start = this.length * fields.length;
    if (start === table.values.length) table.values = withRoom(table.values);
    for (const field of fields) {
      table.values[start + columns[field]] = point[field] ?? Number.NaN;
    }
    table.rows += 1;
    return new StepHistory(table, table.rows);
  }

  /** The steps up to and with this one. */
  upTo(step: number): StepHistory {
    return new StepHistory(this.#table, this.countUpTo(step));
  }

  /** How many steps are at or before this one: the place of the next. */
  countUpTo(step: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.read(middle, "step") <= step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  *[Symbol.iterator](): Iterator<StepPoint> {
    for (let row = 0; row < this.length; row++) {
      const point = this.at(row);
      if (point !== undefined) yield point;
    }
  }

  private copyTable(): Table {
    return {
      values: withRoom(this.#table.values.subarray(0, this.length * fields.length)),
      rows: this.length,
    };
  }
}

/** Twice as long, so that a run of n steps moves its numbers log n times. */
function withRoom(values: Float64Array): Float64Array {
  const roomy = new Float64Array(Math.max(64 * fields.length, 2 * values.length));
  roomy.set(values);
  return roomy;
}
