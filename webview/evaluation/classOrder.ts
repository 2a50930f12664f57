import { orderTogether, type Link } from "../layout/seriation.js";
import type { Tested } from "./tested.js";

/** How the classes of the matrix are ordered: as in the data set, so that confusions stand together, or the most confused first. */
export const classOrders = ["set", "together", "confused"] as const;
export type ClassOrder = (typeof classOrders)[number];

/** Numbers of classes in that order. */
export function orderedClasses(tested: Tested, order: ClassOrder): readonly number[] {
  const all = tested.found.map((_, label) => label);
  switch (order) {
    case "set":
      return all;
    case "together":
      return orderTogether(all.length, linksOf(tested, all));
    case "confused": {
      const confused = all.map((label) => confusionsOf(tested, label));
      return all.toSorted((a, b) => (confused[b] ?? 0) - (confused[a] ?? 0) || a - b);
    }
  }
}

/** Examples of a class that are taken for another, and of others that are taken for it. */
export function confusionsOf({ found, taken, countOf }: Tested, label: number): number {
  return (found[label] ?? 0) + (taken[label] ?? 0) - 2 * countOf(label, label);
}

/** By shares, so that a class of few examples stands by those that it is taken for too. */
function linksOf({ countOf, found }: Tested, all: readonly number[]): readonly Link[] {
  const share = (a: number, b: number): number => countOf(a, b) / Math.max(1, found[a] ?? 0);
  return all.flatMap((a) =>
    all.slice(a + 1).flatMap((b) => {
      const weight = share(a, b) + share(b, a);
      return weight > 0 ? [{ a, b, weight }] : [];
    }),
  );
}
