import type { Operation } from "./operations.js";
import { ends, type Parameter } from "./program.js";
import type { ValueTable } from "./values.js";

/** Appends plain stochastic gradient descent, the chapter's optimizer. */
export function appendUpdate(
  parameters: readonly Parameter[],
  values: ValueTable,
  operations: Operation[],
): void {
  for (const { id } of parameters) {
    const gradient = values.get(`gradient/${id}`).id;
    operations.push({ kind: "gradientDescent", parameter: id, gradient, rate: ends.rate });
  }
}
