import { accesses } from "./accesses.js";
import type { Operation, OperationKind, OperationOf, ValueId } from "./operations.js";
import type { StateTensor } from "./state.js";
import type { ValueTable } from "./values.js";

/** What the backward pass has to know of the forward operations. */
interface Flow {
  /** Values that depend on a parameter. */
  readonly needed: ReadonlySet<ValueId>;
  /** How many operations read a value. */
  readonly readers: ReadonlyMap<ValueId, number>;
  /** ReLUs by what they write. */
  readonly rectifiers: ReadonlyMap<ValueId, OperationOf<"relu">>;
}

/** Collects the gradients that flow to each value while the operations are walked from the end. */
class Gradients {
  private readonly parts = new Map<ValueId, ValueId[]>();

  constructor(
    readonly values: ValueTable,
    readonly operations: Operation[],
    private readonly flow: Flow,
    readonly nameOf: (value: ValueId) => ValueId,
  ) {}

  /** False for values that depend on no parameter. */
  needs(value: ValueId): boolean {
    return this.flow.needed.has(value);
  }

  /** The ReLU that wrote a value which only one operation reads. */
  rectifierOf(value: ValueId): OperationOf<"relu"> | undefined {
    return this.flow.readers.get(value) === 1 ? this.flow.rectifiers.get(value) : undefined;
  }

  /** The name for the next part of a value's gradient, of the value's shape. */
  part(value: ValueId): ValueId {
    const parts = this.parts.get(value) ?? [];
    const suffix = parts.length === 0 ? "" : `/${parts.length + 1}`;
    const id = this.values.like(`${this.nameOf(value)}${suffix}`, value);
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
    const output = this.values.like(`${this.nameOf(value)}/sum`, value);
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

/** Null for what passes no gradient on, since it is no part of the way from a parameter or an image to a loss or a score. */
const rules: { readonly [K in OperationKind]: Rule<K> | null } = {
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
  batchNormalize(operation, gradient, g) {
    const { input, scale, shift, mean, variance, epsilon } = operation;
    g.operations.push({
      kind: "batchNormalizeGradient",
      ...{ gradient, input, scale, mean, variance, epsilon },
      output: g.part(input),
      scaleGradient: g.part(scale),
      shiftGradient: g.part(shift),
    });
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
    const rectifier = g.rectifierOf(input);
    const pool = { kind: "maxPoolGradient", input, pooled, window } as const;
    if (rectifier === undefined) {
      g.operations.push({ ...pool, gradient, output: g.part(input) });
      return;
    }
    // The largest of a window is positive exactly where it passed the ReLU: the same gradients from
    // a mask on the smaller grid behind the pool.
    const masked = g.values.like(`${g.nameOf(pooled)}/masked`, pooled);
    g.operations.push({ kind: "reluGradient", gradient, activation: pooled, output: masked });
    g.operations.push({ ...pool, gradient: masked, output: g.part(rectifier.input) });
  },
  averagePool({ input: like, window }, gradient, g) {
    const output = g.part(like);
    g.operations.push({ kind: "averagePoolGradient", gradient, like, window, output });
  },
  localResponseNormalize({ input, output: normalized, radius, alpha, beta, offset }, gradient, g) {
    if (!g.needs(input)) return;
    g.operations.push({
      kind: "localResponseNormalizeGradient",
      ...{ gradient, input, normalized, radius, alpha, beta, offset },
      output: g.part(input),
    });
  },
  weigh({ input, factor }, gradient, g) {
    g.operations.push({ kind: "weigh", input: gradient, factor, output: g.part(input) });
  },
  mask({ input, mask }, gradient, g) {
    g.operations.push({ kind: "mask", input: gradient, mask, output: g.part(input) });
  },
  sum({ inputs }, gradient, g) {
    for (const input of inputs) if (g.needs(input)) g.adopt(input, gradient);
  },
  dropout({ input, ...mask }, gradient, g) {
    g.operations.push({ ...mask, input: gradient, output: g.part(input) });
  },
  reshape({ input }, gradient, g) {
    g.operations.push({ kind: "reshape", input: gradient, output: g.part(input) });
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

  // In an evaluation alone, and there are none in a network as it is used.
  normalize: null,
  // Before the parameters.
  gather: null,
  augment: null,
  scale: null,
  resize: null,
  // The end: it gives its gradient itself.
  crossEntropy: null,
  // After the loss, or beside the way to it.
  accuracy: null,
  convolutionInputGradient: null,
  convolutionWeightGradient: null,
  biasGradient: null,
  batchNormalizeGradient: null,
  reluGradient: null,
  maxPoolGradient: null,
  averagePoolGradient: null,
  localResponseNormalizeGradient: null,
  split: null,
  globalAverageGradient: null,
  multiplyWeightGradient: null,
  follow: null,
  average: null,
  clip: null,
  addDecay: null,
  gradientDescent: null,
  momentumDescent: null,
  adamDescent: null,
  meanAbsolute: null,
  meanSquare: null,
  deadShare: null,
  norm: null,
  histogram: null,
};

/** Appends the operations that give `gradient/ID` for every parameter, from the loss backward. */
export function appendBackward(
  forward: readonly Operation[],
  parameters: readonly StateTensor[],
  values: ValueTable,
  operations: Operation[],
): void {
  const known = forward.flatMap((operation) =>
    operation.kind === "crossEntropy" ? [[operation.logits, operation.gradient] as const] : [],
  );
  const of = parameters.map(({ id }) => id);
  const nameOf = (value: ValueId): ValueId => `gradient/${value}`;
  passBack(forward, { known, of, kept: [], nameOf }, values, operations);
}

interface Passage {
  /** Gradients that the passage begins with, by the values that they are of. */
  readonly known: readonly (readonly [value: ValueId, gradient: ValueId])[];
  /** The values whose gradients are wanted. */
  readonly of: readonly ValueId[];
  /** Those of them whose gradients are to be there whole, whatever a shorter way would leave out. */
  readonly kept: readonly ValueId[];
  readonly nameOf: (value: ValueId) => ValueId;
}

/**
 * Appends the operations that pass gradients back through others, and tells the whole gradients of what
 * is `kept`, as far as there are any.
 */
export function passBack(
  forward: readonly Operation[],
  { known, of, kept, nameOf }: Passage,
  values: ValueTable,
  operations: Operation[],
): ReadonlyMap<ValueId, ValueId> {
  const flow = flowOf(forward, of, kept);
  const gradients = new Gradients(values, operations, flow, nameOf);
  for (const [value, gradient] of known) gradients.adopt(value, gradient);
  for (const operation of forward.toReversed()) {
    // SAFETY: the table has for each kind the rule of that kind; TypeScript loses the tie.
    const rule = rules[operation.kind] as Rule<OperationKind> | null;
    if (rule === null || !("output" in operation)) continue;
    const { output } = operation;
    if (!flow.needed.has(output)) continue;
    values.ownedBy(values.ownerOf.get(output), () => {
      const gradient = gradients.total(output);
      if (gradient !== undefined) rule(operation, gradient, gradients);
    });
  }
  return new Map(
    kept.flatMap((value) => {
      const gradient = gradients.total(value);
      return gradient === undefined ? [] : [[value, gradient] as const];
    }),
  );
}

function flowOf(
  forward: readonly Operation[],
  of: readonly ValueId[],
  kept: readonly ValueId[],
): Flow {
  const readers = new Map<ValueId, number>();
  const reads = forward.flatMap((operation) => accesses(operation).reads);
  for (const value of [...reads, ...kept]) readers.set(value, (readers.get(value) ?? 0) + 1);
  const relus = forward.filter((operation) => operation.kind === "relu");
  return {
    needed: dependents(forward, of),
    readers,
    rectifiers: new Map(relus.map((operation) => [operation.output, operation])),
  };
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
