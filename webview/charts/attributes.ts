import type { Selection } from "d3";
import { updateAttribute } from "../marks/update.js";

/** Sets each attribute where it differs: most of a chart stays as it is from step to step. */
export function updateAttributes<E extends Element, D, P extends Element | null, Q>(
  selection: Selection<E, D, P, Q>,
  attributes: Readonly<Record<string, (datum: D) => string | number>>,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    updateAttribute(selection, name, (datum) => String(value(datum)));
  }
}
