import { createHash } from "node:crypto";
import type { ListedPicture } from "./walkClass.js";

/** Of each class, where the folder has no test set of its own. */
const testShare = 0.2;

export interface Split {
  readonly train: readonly ListedPicture[];
  readonly test: readonly ListedPicture[];
}

/**
 * A fifth of each class for the test, one picture at least of those that have two: decided by names
 * and seed alone, the same on every machine.
 */
export function splitBySeed(pictures: readonly ListedPicture[], seed: number): Split {
  const chosen = new Set<ListedPicture>();
  for (const ofClass of byClass(pictures).values()) {
    const count = ofClass.length < 2 ? 0 : Math.max(1, Math.round(ofClass.length * testShare));
    ofClass
      .map((picture) => ({ picture, rank: rankOf(picture, seed) }))
      .sort((one, other) => (one.rank < other.rank ? -1 : 1))
      .slice(0, count)
      .forEach(({ picture }) => chosen.add(picture));
  }
  return {
    train: pictures.filter((picture) => !chosen.has(picture)),
    test: pictures.filter((picture) => chosen.has(picture)),
  };
}

function byClass(
  pictures: readonly ListedPicture[],
): ReadonlyMap<string, readonly ListedPicture[]> {
  const classes = new Map<string, ListedPicture[]>();
  for (const picture of pictures) {
    const known = classes.get(picture.className);
    if (known === undefined) classes.set(picture.className, [picture]);
    else known.push(picture);
  }
  return classes;
}

function rankOf({ file }: ListedPicture, seed: number): string {
  return createHash("sha256")
    .update(`${seed}/${file.normalize("NFC")}`)
    .digest("hex");
}
