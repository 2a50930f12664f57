import { beforeAll, describe, expect, it } from "vitest";
import { drawMap, type DrawnMap } from "../../../../model/asking/mapping/drawMap.js";
import { alongPrincipalAxes } from "../../../../model/asking/mapping/principal.js";
import { kernelsAt } from "../../../../model/engine/wasm/kernelsAt.js";
import type { Rows } from "../../../../model/engine/wasm/rowProducts.js";
import type { KernelModule } from "../../../../model/engine/wasm/webAssembly.js";
import { Random } from "../../../../model/training/random.js";
import { createRandom } from "../../../support/random.js";
import { buildWasm } from "../../../support/wasm.js";

let module: KernelModule;

beforeAll(async () => {
  ({ module } = await kernelsAt(await buildWasm()));
});

/** Heaps of rows around centers that lie far from each other; a row's heap is its number modulo `heaps`. */
function heapsOf(count: number, heaps: number, length = 20): Rows {
  const random = createRandom(5);
  const centers = Array.from({ length: heaps * length }, () => 8 * random());
  const values = Float32Array.from({ length: count * length }, (_, at) => {
    const heap = Math.floor(at / length) % heaps;
    return centers[heap * length + (at % length)]! + random();
  });
  return { count, length, values };
}

function drawn(rows: Rows, seed = 1): DrawnMap {
  return drawMap({ module, rows, neighbors: 15, seed }, () => undefined);
}

/** Of each row's nearest in the map the share that is of its own heap. */
function purity({ places }: DrawnMap, heaps: number, most: number): number {
  const count = places.length / 2;
  let own = 0;
  for (let row = 0; row < count; row++) {
    const gap = (other: number): number =>
      Math.hypot(
        places[2 * row]! - places[2 * other]!,
        places[2 * row + 1]! - places[2 * other + 1]!,
      );
    const nearest = Array.from({ length: count }, (_, other) => other)
      .filter((other) => other !== row)
      .toSorted((a, b) => gap(a) - gap(b))
      .slice(0, most);
    own += nearest.filter((other) => other % heaps === row % heaps).length / most;
  }
  return own / count;
}

describe("a map", () => {
  it("keeps heaps together, and is the same for the same seed", () => {
    const rows = heapsOf(120, 4);
    const map = drawn(rows);
    expect(purity(map, 4, 10)).toBeGreaterThan(0.99);
    expect(drawn(rows)).toEqual(map);
    expect(drawn(rows, 2).places).not.toEqual(map.places);
  });

  it("tells how far it is, and shows what there is by then", () => {
    const rows = heapsOf(60, 3);
    const seen: [number, number | null][] = [];
    const { places } = drawMap({ module, rows, neighbors: 15, seed: 1 }, (done, soFar) => {
      seen.push([done, soFar === null ? null : soFar().length]);
    });
    const far = seen.map(([done]) => done);
    expect(far).toEqual(far.toSorted((a, b) => a - b));
    expect(far.at(-1)).toBe(1);
    expect(seen.some(([, length]) => length === places.length)).toBe(true);
  });

  it.each([1, 2, 3, 4, 5, 17])("of %d rows has a place for each", (count) => {
    const { places, nearest } = drawn(heapsOf(count, 2));
    expect(places).toHaveLength(2 * count);
    expect(places.every(Number.isFinite)).toBe(true);
    expect(nearest.each).toBe(Math.min(15, count - 1));
  });

  it("of rows that are all the same has a place for each", () => {
    const rows = { count: 20, length: 3, values: new Float32Array(60).fill(0.5) };
    expect(drawn(rows).places.every(Number.isFinite)).toBe(true);
  });
});

describe("the two directions in which rows differ most", () => {
  it("are found where they are known, and hold more than any others", () => {
    const random = createRandom(9);
    const length = 12;
    // Wide along the fourth number, less along the seventh, and hardly along any other.
    const values = Float32Array.from({ length: 900 * length }, (_, at) => {
      const wide = new Map([
        [3, 40],
        [6, 12],
      ]).get(at % length);
      return 5 + (random() - 0.5) * (wide ?? 1);
    });
    const rows = { count: 900, length, values };
    const places = alongPrincipalAxes(rows, new Random(1, "mapping"));
    const spread = (of: (row: number) => number): number => {
      const all = Array.from({ length: 900 }, (_, row) => of(row));
      const mean = all.reduce((sum, each) => sum + each, 0) / 900;
      return Math.sqrt(all.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 900);
    };
    expect(spread((row) => places[2 * row]!)).toBeCloseTo(
      spread((row) => values[row * length + 3]!),
      1,
    );
    expect(spread((row) => places[2 * row + 1]!)).toBeCloseTo(
      spread((row) => values[row * length + 6]!),
      1,
    );
  });
});
