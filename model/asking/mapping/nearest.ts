import type { ProductsOfBlock, Rows } from "../../engine/wasm/rowProducts.js";

/** Of each row the rows that are nearest to it, itself left out; the nearest first. */
export interface Nearest {
  /** So many of each; fewer than are asked for where there are not as many. */
  readonly each: number;
  /** Numbers of rows, [rows, each]; of equally near ones the first. */
  readonly rows: Int32Array;
  /** Euclidean, as many. */
  readonly distances: Float32Array;
}

/** Where products of rows come from. */
export interface Products {
  /** Rows of a block. */
  readonly columns: number;
  ofBlock(first: number): Iterable<ProductsOfBlock>;
}

/** Products in float32 are not sure of the order of near ones: so many more are looked at closely. */
const spare = 9;

/**
 * The nearest rows of each row, of all, by what they differ in and not by an approximation. Candidates are found by
 * products, |a − b|² = |a|² + |b|² − 2ab, and put in order by their differences in float64.
 */
export function nearestOf(
  rows: Rows,
  most: number,
  products: Products,
  reach: (done: number, of: number) => void,
): Nearest {
  const { count } = rows;
  const each = Math.max(0, Math.min(most, count - 1));
  const candidates = new Candidates(count, Math.max(0, Math.min(each + spare, count - 1)));
  const squares = squaresOf(rows);
  const pairs = (count * (count + 1)) / 2;
  let done = 0;
  for (let first = 0; first < count; first += products.columns) {
    for (const block of products.ofBlock(first)) {
      candidates.add(first, block, squares);
      done += (block.end - block.first) * block.columns;
      reach(Math.min(done, pairs), pairs);
    }
  }
  return orderedOf(rows, candidates, each);
}

function squaresOf({ count, length, values }: Rows): Float64Array {
  const squares = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    let sum = 0;
    for (let place = row * length; place < (row + 1) * length; place++) {
      sum += (values[place] ?? NaN) ** 2;
    }
    squares[row] = sum;
  }
  return squares;
}

/** The nearest of each row so far. */
class Candidates {
  readonly rows: Int32Array;
  private readonly distances: Float64Array;
  private readonly worst: Float64Array;

  constructor(
    count: number,
    readonly each: number,
  ) {
    this.rows = new Int32Array(count * each).fill(-1);
    this.distances = new Float64Array(count * each).fill(Infinity);
    this.worst = new Float64Array(count).fill(each === 0 ? -Infinity : Infinity);
  }

  add(
    first: number,
    { first: begin, end, columns, values }: ProductsOfBlock,
    squares: Float64Array,
  ): void {
    const { worst } = this;
    for (let row = begin; row < end; row++) {
      const own = squares[row] ?? 0;
      const from = (row - begin) * columns;
      // Of a pair within the block once, and of no row with itself.
      const last = Math.min(columns, row - first);
      for (let column = 0; column < last; column++) {
        const other = first + column;
        const distance = own + (squares[other] ?? 0) - 2 * (values[from + column] ?? 0);
        if (distance < (worst[row] ?? 0)) this.insert(row, other, distance);
        if (distance < (worst[other] ?? 0)) this.insert(other, row, distance);
      }
    }
  }

  private insert(row: number, other: number, distance: number): void {
    const { each, rows, distances } = this;
    const from = row * each;
    let place = from + each - 1;
    while (place > from && (distances[place - 1] ?? 0) > distance) {
      distances[place] = distances[place - 1] ?? 0;
      rows[place] = rows[place - 1] ?? 0;
      place -= 1;
    }
    distances[place] = distance;
    rows[place] = other;
    this.worst[row] = distances[from + each - 1] ?? 0;
  }
}

function orderedOf(rows: Rows, { each: found, rows: others }: Candidates, each: number): Nearest {
  const nearest = new Int32Array(rows.count * each);
  const distances = new Float32Array(rows.count * each);
  for (let row = 0; row < rows.count; row++) {
    const own = Array.from(others.subarray(row * found, (row + 1) * found), (other) => ({
      other,
      distance: distanceOf(rows, row, other),
    }));
    own.sort((a, b) => a.distance - b.distance || a.other - b.other);
    own.slice(0, each).forEach(({ other, distance }, place) => {
      nearest[row * each + place] = other;
      distances[row * each + place] = distance;
    });
  }
  return { each, rows: nearest, distances };
}

function distanceOf({ length, values }: Rows, row: number, other: number): number {
  let sum = 0;
  for (let place = 0; place < length; place++) {
    sum += ((values[row * length + place] ?? NaN) - (values[other * length + place] ?? NaN)) ** 2;
  }
  return Math.sqrt(sum);
}
