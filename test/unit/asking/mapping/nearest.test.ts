import { beforeAll, describe, expect, it } from "vitest";
import { nearestOf } from "../../../../model/asking/mapping/nearest.js";
import { kernelsAt } from "../../../../model/engine/wasm/kernelsAt.js";
import { RowProducts, type Rows } from "../../../../model/engine/wasm/rowProducts.js";
import type { KernelModule } from "../../../../model/engine/wasm/webAssembly.js";
import { createRandom } from "../../../support/random.js";
import { buildWasm } from "../../../support/wasm.js";

let module: KernelModule;

beforeAll(async () => {
  ({ module } = await kernelsAt(await buildWasm()));
});

function randomRows(count: number, length: number, seed = 3): Rows {
  const random = createRandom(seed);
  // As behind a ReLU: half of them nothing.
  const values = Float32Array.from({ length: count * length }, () => Math.max(0, random() - 0.5));
  return { count, length, values };
}

function distance({ length, values }: Rows, a: number, b: number): number {
  let sum = 0;
  for (let at = 0; at < length; at++)
    sum += (values[a * length + at]! - values[b * length + at]!) ** 2;
  return Math.sqrt(sum);
}

/** By looking at all of them. */
function expected(rows: Rows, row: number, most: number): number[] {
  const others = Array.from({ length: rows.count }, (_, other) => other).filter(
    (each) => each !== row,
  );
  const of = new Map(others.map((other) => [other, distance(rows, row, other)]));
  return others.toSorted((a, b) => of.get(a)! - of.get(b)! || a - b).slice(0, most);
}

const sizes = [
  [2, 1],
  [5, 3],
  [40, 17],
  [333, 20],
  [600, 4],
  [64, 1030],
] as const;

describe("products of rows", () => {
  it.each(sizes)("of %d by %d are those of each pair", (count, length) => {
    const rows = randomRows(count, length);
    const products = new RowProducts(module, rows);
    const seen = new Set<number>();
    let worst = 0;
    for (let first = 0; first < count; first += products.columns) {
      for (const { first: begin, end, columns, values } of products.ofBlock(first)) {
        for (let at = 0; at < (end - begin) * columns; at++) {
          const [row, other] = [begin + Math.floor(at / columns), first + (at % columns)];
          seen.add(row * count + other);
          let sum = 0;
          for (let place = 0; place < length; place++) {
            sum += rows.values[row * length + place]! * rows.values[other * length + place]!;
          }
          worst = Math.max(worst, Math.abs(values[at]! - sum));
        }
      }
    }
    expect(worst).toBeLessThan(1e-4);
    for (let row = 0; row < count; row++) {
      const before = Array.from({ length: row + 1 }, (_, other) => seen.has(row * count + other));
      expect(before).not.toContain(false);
    }
  });
});

describe("the nearest of each row", () => {
  it.each(sizes)("of %d by %d are those that looking at all finds", (count, length) => {
    const rows = randomRows(count, length);
    const done: number[] = [];
    const found = nearestOf(rows, 15, new RowProducts(module, rows), (part, of) =>
      done.push(part / of),
    );
    expect(found.each).toBe(Math.min(15, count - 1));
    for (let row = 0; row < count; row++) {
      const own = [...found.rows.subarray(row * found.each, (row + 1) * found.each)];
      expect(own).toEqual(expected(rows, row, 15));
      own.forEach((other, place) => {
        const told = found.distances[row * found.each + place];
        expect(told).toBeCloseTo(distance(rows, row, other), 5);
      });
    }
    expect(done.at(-1)).toBe(1);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  it("are those that are the same first, in their order", () => {
    const { length, ...rows } = randomRows(30, 12);
    for (const row of [4, 9, 20]) rows.values.copyWithin(row * length, 0, length);
    const same = { ...rows, length };
    const {
      rows: nearest,
      distances,
      each,
    } = nearestOf(same, 5, new RowProducts(module, same), () => undefined);
    expect([...nearest.subarray(0, 3)]).toEqual([4, 9, 20]);
    expect([...nearest.subarray(9 * each, 9 * each + 3)]).toEqual([0, 4, 20]);
    expect([...distances.subarray(0, 3)]).toEqual([0, 0, 0]);
  });

  it("of one alone are none", () => {
    const rows = randomRows(1, 4);
    const found = nearestOf(rows, 15, new RowProducts(module, rows), () => undefined);
    expect(found).toMatchObject({ each: 0, rows: new Int32Array() });
  });
});
