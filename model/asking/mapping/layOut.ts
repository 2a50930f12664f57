import { UMAP } from "umap-js";
import type { Random } from "../../training/random.js";
import type { Nearest } from "./nearest.js";

/** Where rows lie in a map, [rows, 2]. */
export type Places = Float32Array;

/** Of the nearest ones as many say where a row lies: with five more it takes half as long again and looks the same. */
const mostNear = 10;
/** Of a large map, which begins near where it ends, half of UMAP's own epochs and pushes apart: in half of the time. */
const [largeMap, ofLarge] = [2500, { nEpochs: 100, negativeSampleRate: 3 }];
/** A map of fewer rows says no more than where they begin. */
const leastRows = 4;
/** As far from the middle is what is farthest at first (McInnes et al.'s own start). */
const firstRadius = 10;
/** Rows that begin at the same place go apart by it. */
const shake = 1e-4;

/**
 * Lays rows out in two dimensions, so that those which are near each other stay near: UMAP (McInnes et al. 2018), from
 * their exact neighbors. They begin `at` places that say how they lie as a whole, of which neighbors alone say nothing.
 */
export function layOut(
  { each, rows, distances }: Nearest,
  at: Places,
  random: Random,
  reach: (done: number, of: number, soFar: () => Places) => void,
): Places {
  const count = at.length / 2;
  if (count < leastRows) return at;
  // It counts a row as the first neighbor of itself, and needs one row more.
  const most = Math.min(each, mostNear, count - 2);
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: most + 1,
    ...(count > largeMap ? ofLarge : {}),
    random: () => random.share(),
  });
  umap.setPrecomputedKNN(
    forEachRow(count, (row) => [row, ...rows.subarray(row * each, row * each + most)]),
    forEachRow(count, (row) => [0, ...distances.subarray(row * each, row * each + most)]),
  );
  // Of the rows themselves it reads only how many there are, where their neighbors are known.
  const epochs = umap.initializeFit(forEachRow(count, () => []));
  begin(umap.getEmbedding(), at, random);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    umap.step();
    reach(epoch, epochs, () => placesOf(umap.getEmbedding()));
  }
  return placesOf(umap.getEmbedding());
}

function forEachRow(count: number, of: (row: number) => number[]): number[][] {
  return Array.from({ length: count }, (_, row) => of(row));
}

/** Its places are its own to change until the first step. */
function begin(embedding: number[][], at: Places, random: Random): void {
  const farthest = at.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const factor = farthest === 0 ? 0 : firstRadius / farthest;
  embedding.forEach((place, row) => {
    place[0] = (at[2 * row] ?? 0) * factor + random.between(-shake, shake);
    place[1] = (at[2 * row + 1] ?? 0) * factor + random.between(-shake, shake);
  });
}

function placesOf(embedding: readonly (readonly number[])[]): Places {
  return Float32Array.from(embedding.flat());
}
