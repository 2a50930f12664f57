import { accesses } from "./accesses.js";
import type { Operation, OperationKind, OperationOf, ValueId } from "./operations.js";
import type { Parameter } from "./program.js";
import type { ValueTable } from "./values.js";

/** Collects the gradients that flow to each value while the operations are walked from the end. */
class Gradients {
  private readonly parts = new Map<ValueId, ValueId[]>();
  /** Values that depend on a parameter; the others need no gradient. */
  private readonly needed: ReadonlySet<ValueId>;

  constructor(
    readonly values: ValueTable,
    readonly operations: Operation[],
    needed: ReadonlySet<ValueId>,
  ) {
    this.needed = needed;
  }

  needs(value: ValueId): boolean {
    return this.needed.has(value);
  }

  /** The name for the next part of a value's gradient, of the value's shape. */
  part(value: ValueId): ValueId {
    const parts = this.parts.get(value) ?? [];
    const suffix = parts.length === 0 ? "" : `/${parts.length + 1}`;
    const id = this.values.like(`gradient/${value}${suffix}`, value);
    this.parts.set(value, [...parts, id]);
    return id;
  }

  /** A part that exists already. */
  adopt(value: ValueId, gradient: ValueId): void {
    this.parts.set(value, [...(this.parts.get(value) ?? []), gradient]);
  }

  /** The whole gradient of a value: its parts summed; undefined where nothing flows. */
  total(value: ValueId): ValueId | undefined {
    const parts = this.parts.get(value) ?? [];
    if (parts.length < 2) return parts[0];
    const output = this.values.like(`gradient/${value}/sum`, value);
    this.operations.push({ kind: "sum", inputs: parts, output });
    this.parts.set(value, [output]);
    return output;
  }
}

/** Given the gradient of an operation's output, appends what gives the gradients of its inputs. */
type Rule<K extends OperationKind> = (
  operation: OperationOf<K>,
  gradient: ValueId,
  gradients: Gradients,
) => void;

const rules: { readonly [K in OperationKind]?: Rule<K> } = {
  convolution({ input, weight, window }, gradient, g) {
    const output = g.part(weight);
    g.operations.push({ kind: "convolutionWeightGradient", gradient, input, window, output });
    if (!g.needs(input)) return;
    g.operations.push({
      kind: "convolutionInputGradient",
      gradient,
      weight,
      like: input,
      window,
      output: g.part(input),
    });
  },
  addBias({ input, bias }, gradient, g) {
    g.operations.push({ kind: "biasGradient", input: gradient, output: g.part(bias) });
    g.adopt(input, gradient);
  },
  relu({ input, output }, gradient, g) {
    g.operations.push({
      kind: "reluGradient",
      gradient,
      activation: output,
      output: g.part(input),
    });
  },
  maxPool({ input, window, output: pooled }, gradient, g) {
    if (!g.needs(input)) return;
    const output = g.part(input);
    g.operations.push({ kind: "maxPoolGradient", gradient, input, pooled, window, output });
  },
  concat({ inputs }, gradient, g) {
    const outputs = inputs.map((input) => g.part(input));
    g.operations.push({ kind: "split", input: gradient, outputs });
  },
  globalAverage({ input: like }, gradient, g) {
    g.operations.push({ kind: "globalAverageGradient", gradient, like, output: g.part(like) });
  },
  multiply({ input, weight, transposed }, gradient, g) {
    const output = g.part(weight);
    g.operations.push({ kind: "multiplyWeightGradient", input, gradient, output });
    g.operations.push({
      kind: "multiply",
      input: gradient,
      weight,
      transposed: !transposed,
      output: g.part(input),
    });
  },
};

/** Appends the operations that give `gradient/ID` for every parameter, from the loss backward. */
export function appendBackward(
  forward: readonly Operation[],
  parameters: readonly Parameter[],
  values: ValueTable,
  operations: Operation[],
): void {
  const needed = dependents(
    forward,
    parameters.map(({ id }) => id),
  );
  const gradients = new Gradients(values, operations, needed);
  for (const operation of forward.toReversed()) {
    if (operation.kind === "crossEntropy") {
      gradients.adopt(operation.logits, operation.gradient);
      continue;
    }
    const rule = rules[operation.kind] as Rule<OperationKind> | undefined;
    if (rule === undefined || !("output" in operation) || !needed.has(operation.output)) continue;
    const gradient = gradients.total(operation.output);
    if (gradient !== undefined) rule(operation, gradient, gradients);
  }
}

/** The values that depend on one of `sources`, these included. */
function dependents(
  operations: readonly Operation[],
  sources: readonly ValueId[],
): ReadonlySet<ValueId> {
  const reached = new Set(sources);
  for (const operation of operations) {
    const { reads, writes } = accesses(operation);
    if (reads.some((value) => reached.has(value))) writes.forEach((value) => reached.add(value));
  }
  return reached;
}
