import type { Derived, Origin, Part, Patch } from "../../../model/asking/derivation/derivation.js";
import { placeIn } from "../../../model/asking/derivation/grid.js";

/** The number that gives most to a part: who follows it goes there. */
export function strongestOrigin(patch: Patch, { channel, inputs, weights }: Part): Origin {
  const products = inputs.map((input, tap) => Math.abs((input ?? 0) * (weights[tap] ?? 0)));
  return originAt(patch, channel, strongestOf(products, inputs));
}

/** From where a number comes that is no sum of products; null where it is one. */
export function originsOf({ derivation, channel }: Derived): readonly Origin[] {
  switch (derivation.kind) {
    case "products":
      return [];
    case "mean": {
      const { patch, inputs } = derivation;
      const sizes = inputs.map((input) => Math.abs(input ?? 0));
      return [originAt(patch, channel, strongestOf(sizes, inputs))];
    }
    case "added":
      return derivation.terms.map(({ origin }) => origin);
    case "largest":
    case "response":
    case "kept":
    case "joined":
      return [derivation.origin];
  }
}

function originAt(patch: Patch, channel: number, tap: number): Origin {
  return { node: patch.node, channel, ...placeIn(patch, tap) };
}

/** The first of the largest that lies in no padding. */
function strongestOf(sizes: readonly number[], inputs: readonly (number | null)[]): number {
  const inside = sizes.map((size, tap) => (inputs[tap] === null ? -1 : size));
  return inside.indexOf(Math.max(...inside));
}
