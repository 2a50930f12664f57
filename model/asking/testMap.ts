import * as z from "zod";
import { kernelsAt } from "../engine/wasm/kernelsAt.js";
import { mapInThread } from "./mapping/mapThread.js";
import type { NetworkQuestion } from "./question.js";

/** The first examples of the test set in two dimensions, by what the network's classifier reads of them. */
export interface TestMap {
  /** The steps that the weights have taken. */
  readonly step: number;
  /** So many numbers are read of each. */
  readonly features: number;
  /** [examples, 2]. */
  readonly places: Float32Array;
  /**
   * The examples that are nearest to each in all numbers that are read of them, [examples, `each`], the nearest first;
   * empty while the map is drawn.
   */
  readonly neighbors: Int32Array;
  readonly distances: Float32Array;
  readonly each: number;
}

/** As many as are looked at together, and as UMAP takes. */
const neighborsOfEach = 15;
/** Everybody sees the same map. */
const seed = 1;
/** Of the work, asking the network, where it was not asked yet: it takes longer than the map. */
const shareOfPass = 0.7;
/** What is done is told in so many parts. */
const parts = 1000;

/** Draws it, and shows it while it forms; how far it is comes in thousandths. */
export const testMap: NetworkQuestion<null, TestMap> = {
  of: "network",
  input: z.null(),
  answer: async (network, _, watch) => {
    const { signal } = watch;
    let before = 0;
    const { features: rows, step } = await network.testPass({
      ...watch,
      reach: (done, of) => {
        // One that was asked before tells nothing.
        before = shareOfPass;
        watch.reach(Math.round((parts * before * done) / of), parts);
      },
    });
    const reached = (done: number): number => Math.round(parts * (before + (1 - before) * done));
    return network.aside(watch, async (_trained, { environment: { rootDirectory } }) => {
      const nothing = { neighbors: new Int32Array(), distances: new Float32Array(), each: 0 };
      const { module } = await kernelsAt(rootDirectory);
      const work = { module, rows, neighbors: neighborsOfEach, seed };
      const { places, nearest } = await mapInThread(rootDirectory, work, {
        signal,
        reach: (done, soFar) => {
          const map = soFar && { step, features: rows.length, places: soFar, ...nothing };
          watch.reach(reached(done), parts, ...(map === null ? [] : [map]));
        },
      });
      const { rows: neighbors, distances, each } = nearest;
      return { step, features: rows.length, places, neighbors, distances, each };
    });
  },
};
