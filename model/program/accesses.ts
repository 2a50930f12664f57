import type { Operation, ValueId } from "./operations.js";

const writtenFields = new Set(["output", "outputs", "loss"]);
const plainFields = new Set([
  "kind",
  "table",
  "window",
  "factor",
  "height",
  "width",
  "transposed",
  "examples",
]);

/** The values an operation reads and writes. */
export function accesses(operation: Operation): {
  readonly reads: readonly ValueId[];
  readonly writes: readonly ValueId[];
} {
  const reads: ValueId[] = [];
  const writes: ValueId[] = [];
  for (const [field, value] of Object.entries(operation) as [
    string,
    ValueId | readonly ValueId[],
  ][]) {
    if (plainFields.has(field)) continue;
    const written =
      writtenFields.has(field) || (operation.kind === "crossEntropy" && field === "gradient");
    (written ? writes : reads).push(...(typeof value === "string" ? [value] : value));
  }
  return { reads, writes };
}
