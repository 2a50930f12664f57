import path from "node:path";
import { cacheDirectory } from "../host/cache.js";
import { homeDirectory } from "../host/home.js";
import type { IdxSet } from "./idxSet.js";
import type { SearchedFolder } from "./places.js";
import { says } from "../messages/message.js";

/** What decides where the usual places are; tests give their own. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  /** Undefined where this user has none. */
  readonly home: string | undefined;
  readonly workingDirectory: string;
  readonly cache: string;
  /** What came with the product: at most the test set. Null where nothing did. */
  readonly shipped: string | null;
}

export function hostSurroundings(): Surroundings {
  return {
    environment: process.env,
    home: homeDirectory(),
    workingDirectory: process.cwd(),
    // Asked only where it is needed: there may be none, and the data given.
    get cache() {
      return cacheDirectory();
    },
    // A source that is run as a module of its own stands beside no bundle.
    shipped: typeof __dirname === "string" ? path.join(__dirname, "..", "media", "data") : null,
  };
}

/** Where a set's files are looked for, in this order, before anything is fetched. */
export function usualPlaces(set: IdxSet, surroundings: Surroundings): readonly SearchedFolder[] {
  const { home, environment } = surroundings;
  const kerasHome = environment["KERAS_HOME"] || below(home, ".keras");
  return [
    { title: says("Debian's folder"), directory: set.folders.debian },
    ...(kerasHome === undefined ? [] : [kerasHome]).map((root) => ({
      title: says("Keras' cache"),
      directory: path.join(root, "datasets", set.folders.keras),
    })),
    ...torchvisionRoots(surroundings).map((root) => ({
      title: says("torchvision's cache"),
      directory: path.join(root, set.folders.torchvision),
    })),
    { title: says("the cache"), directory: ownPlace(set, surroundings) },
    ...[surroundings.shipped]
      .filter((root) => root !== null)
      .map((root) => ({ title: says("what came along"), directory: path.join(root, set.id) })),
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
    below(home, "data"),
    below(home, ".cache", "torch", "datasets"),
    below(home, ".torch", "datasets"),
  ].filter((root) => root !== undefined);
}

function below(home: string | undefined, ...names: readonly string[]): string | undefined {
  return home === undefined ? undefined : path.join(home, ...names);
}
