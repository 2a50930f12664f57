import { RowProducts, type Rows } from "../../engine/wasm/rowProducts.js";
import type { KernelModule } from "../../engine/wasm/webAssembly.js";
import { Random } from "../../training/random.js";
import { layOut, type Places } from "./layOut.js";
import { nearestOf, type Nearest } from "./nearest.js";
import { alongPrincipalAxes } from "./principal.js";

/** What a map is drawn of. */
export interface MapWork {
  readonly module: KernelModule;
  readonly rows: Rows;
  /** As many neighbors of each row are looked for. */
  readonly neighbors: number;
  /** The same seed gives the same map. */
  readonly seed: number;
}

export interface DrawnMap {
  readonly places: Places;
  readonly nearest: Nearest;
}

/** Of all the work, looking for the neighbors. */
const shareOfNeighbors = 0.5;

/** Finds neighbors and lays the rows out; how far it is, is told from 0 to 1, with the map as far as it has come. */
export function drawMap(
  { module, rows, neighbors, seed }: MapWork,
  reach: (done: number, soFar: (() => Places) | null) => void,
): DrawnMap {
  const nearest = nearestOf(rows, neighbors, new RowProducts(module, rows), (done, of) => {
    reach((shareOfNeighbors * done) / of, null);
  });
  const at = alongPrincipalAxes(rows, new Random(seed, "mapping", 0));
  const places = layOut(nearest, at, new Random(seed, "mapping", 1), (done, of, soFar) => {
    reach(shareOfNeighbors + ((1 - shareOfNeighbors) * done) / of, soFar);
  });
  return { places, nearest };
}
