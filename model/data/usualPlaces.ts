import { homedir } from "node:os";
import path from "node:path";
import { cacheDirectory } from "./cache.js";
import type { IdxSet } from "./idxSet.js";
import type { Place } from "./places.js";

/** What decides where the usual places are; tests give their own. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly home: string;
  readonly workingDirectory: string;
  readonly cache: string;
}

export function hostSurroundings(): Surroundings {
  return {
    environment: process.env,
    home: homedir(),
    workingDirectory: process.cwd(),
    cache: cacheDirectory(),
  };
}

/** Where a set's files are looked for, in this order, before anything is fetched. */
export function usualPlaces(set: IdxSet, surroundings: Surroundings): readonly Place[] {
  const { home, environment } = surroundings;
  const kerasHome = environment["KERAS_HOME"] ?? path.join(home, ".keras");
  return [
    { title: "Debian's folder", directory: set.folders.debian },
    { title: "Keras' cache", directory: path.join(kerasHome, "datasets", set.folders.keras) },
    ...torchvisionRoots(surroundings).map((root) => ({
      title: "torchvision's cache",
      directory: path.join(root, set.folders.torchvision),
    })),
    { title: "the cache", directory: ownPlace(set, surroundings) },
  ];
}

/** The folder of ours that downloads go to. */
export function ownPlace(set: IdxSet, { cache }: Surroundings): string {
  return path.join(cache, "datasets", set.id);
}

/** torchvision has no fixed folder: these are the roots that its documentation and the chapter use. */
function torchvisionRoots({ home, workingDirectory }: Surroundings): readonly string[] {
  return [
    path.join(workingDirectory, "data"),
    path.join(path.dirname(workingDirectory), "data"),
    path.join(home, "data"),
    path.join(home, ".cache", "torch", "datasets"),
    path.join(home, ".torch", "datasets"),
  ];
}
