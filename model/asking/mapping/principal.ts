import type { Rows } from "../../engine/wasm/rowProducts.js";
import type { Random } from "../../training/random.js";

/** Rows from which the axes are taken: as many say where the others lie. */
const mostSampled = 2000;
/** The axes hardly turn any more. */
const turns = 16;

/** Where rows lie along the two directions in which they differ most, [rows, 2], around their mean. */
export function alongPrincipalAxes(rows: Rows, random: Random): Float32Array {
  const { count, length, values } = rows;
  const sampled = Math.min(count, mostSampled);
  const taken = Array.from({ length: sampled }, (_, index) =>
    Math.floor((index * count) / sampled),
  );
  const mean = meanOf(rows, taken);
  let axes = orthonormal([randomAxis(length, random), randomAxis(length, random)]);
  for (let turn = 0; turn < turns; turn++) {
    const next = [new Float64Array(length), new Float64Array(length)] as const;
    for (const row of taken) {
      const along = axes.map((axis) => projected(rows, row, axis, mean));
      next.forEach((axis, which) => {
        const weight = along[which] ?? 0;
        for (let place = 0; place < length; place++) {
          const value = (values[row * length + place] ?? 0) - (mean[place] ?? 0);
          axis[place] = (axis[place] ?? 0) + weight * value;
        }
      });
    }
    axes = orthonormal(next);
  }
  const places = new Float32Array(2 * count);
  for (let row = 0; row < count; row++) {
    axes.forEach((axis, which) => {
      places[2 * row + which] = projected(rows, row, axis, mean);
    });
  }
  return places;
}

type Axes = readonly [Float64Array, Float64Array];

function randomAxis(length: number, random: Random): Float64Array {
  return Float64Array.from({ length }, () => random.between(-1, 1));
}

function meanOf({ length, values }: Rows, taken: readonly number[]): Float64Array {
  const mean = new Float64Array(length);
  for (const row of taken) {
    for (let place = 0; place < length; place++) {
      mean[place] = (mean[place] ?? 0) + (values[row * length + place] ?? 0) / taken.length;
    }
  }
  return mean;
}

function projected(
  { length, values }: Rows,
  row: number,
  axis: Float64Array,
  mean: Float64Array,
): number {
  let sum = 0;
  for (let place = 0; place < length; place++) {
    sum += ((values[row * length + place] ?? 0) - (mean[place] ?? 0)) * (axis[place] ?? 0);
  }
  return sum;
}

/** The second is what of it does not lie along the first. */
function orthonormal([first, second]: Axes): Axes {
  const one = scaled(first, 1 / lengthOf(first));
  const shared = dot(second, one);
  const rest = second.map((value, place) => value - shared * (one[place] ?? 0));
  return [one, scaled(rest, 1 / lengthOf(rest))];
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0);
}

/** Of one that is all zeros 1, since it stays what it is. */
function lengthOf(axis: Float64Array): number {
  return Math.sqrt(dot(axis, axis)) || 1;
}

function scaled(axis: Float64Array, factor: number): Float64Array {
  return axis.map((value) => value * factor);
}
