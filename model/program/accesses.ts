import type { Operation, OperationKind, OperationKinds, ValueId } from "./operations.js";

/** The fields of an operation that name values; other fields are numbers, windows and choices. */
type ValueField<K extends OperationKind> = {
  [F in keyof OperationKinds[K]]: ValueId extends OperationKinds[K][F]
    ? F
    : readonly ValueId[] extends OperationKinds[K][F]
      ? F
      : never;
}[keyof OperationKinds[K]];

type Access = "read" | "write";

/** What each kind of operation does with each value that it names. */
const fields: { readonly [K in OperationKind]: { readonly [F in ValueField<K>]: Access } } = {
  gather: { indices: "read", output: "write" },
  scale: { input: "read", output: "write" },
  augment: { input: "read", step: "read", output: "write" },
  resize: { input: "read", output: "write" },
  convolution: { input: "read", weight: "read", output: "write" },
  batchNormalize: {
    ...{ input: "read", scale: "read", shift: "read" },
    ...{ output: "write", mean: "write", variance: "write" },
  },
  normalize: {
    ...{ input: "read", mean: "read", variance: "read", scale: "read", shift: "read" },
    output: "write",
  },
  batchNormalizeGradient: {
    ...{ gradient: "read", input: "read", scale: "read", mean: "read", variance: "read" },
    ...{ output: "write", scaleGradient: "write", shiftGradient: "write" },
  },
  addBias: { input: "read", bias: "read", output: "write" },
  relu: { input: "read", output: "write" },
  maxPool: { input: "read", output: "write" },
  averagePool: { input: "read", output: "write" },
  localResponseNormalize: { input: "read", output: "write" },
  weigh: { input: "read", output: "write" },
  mask: { input: "read", mask: "read", output: "write" },
  dropout: { input: "read", step: "read", output: "write" },
  reshape: { input: "read", output: "write" },
  concat: { inputs: "read", output: "write" },
  globalAverage: { input: "read", output: "write" },
  multiply: { input: "read", weight: "read", output: "write" },
  crossEntropy: {
    logits: "read",
    labels: "read",
    loss: "write",
    gradient: "write",
  },
  accuracy: { logits: "read", labels: "read", output: "write" },
  convolutionInputGradient: { gradient: "read", weight: "read", like: "read", output: "write" },
  convolutionWeightGradient: { gradient: "read", input: "read", output: "write" },
  biasGradient: { input: "read", output: "write" },
  reluGradient: { gradient: "read", activation: "read", output: "write" },
  maxPoolGradient: { gradient: "read", input: "read", pooled: "read", output: "write" },
  averagePoolGradient: { gradient: "read", like: "read", output: "write" },
  localResponseNormalizeGradient: {
    ...{ gradient: "read", input: "read", normalized: "read" },
    output: "write",
  },
  split: { input: "read", outputs: "write" },
  sum: { inputs: "read", output: "write" },
  globalAverageGradient: { gradient: "read", like: "read", output: "write" },
  multiplyWeightGradient: { input: "read", gradient: "read", output: "write" },
  clip: { gradient: "read", norm: "read", output: "write" },
  addDecay: { gradient: "read", parameter: "read", output: "write" },
  // In place: they write no value of their own.
  average: { average: "read", value: "read", step: "read" },
  follow: { average: "read", value: "read" },
  gradientDescent: { parameter: "read", gradient: "read", rate: "read" },
  momentumDescent: { parameter: "read", gradient: "read", velocity: "read", rate: "read" },
  adamDescent: {
    ...{ parameter: "read", gradient: "read", mean: "read", square: "read" },
    ...{ rate: "read", step: "read" },
  },
  meanAbsolute: { input: "read", output: "write" },
  meanSquare: { input: "read", output: "write" },
  deadShare: { input: "read", output: "write" },
  norm: { inputs: "read", output: "write" },
  histogram: { input: "read", output: "write" },
};

/** The values an operation reads and writes. */
export function accesses(operation: Operation): {
  readonly reads: readonly ValueId[];
  readonly writes: readonly ValueId[];
} {
  const reads: ValueId[] = [];
  const writes: ValueId[] = [];
  // SAFETY: `fields` names only fields of the operation that hold values.
  const values = operation as unknown as Readonly<Record<string, ValueId | readonly ValueId[]>>;
  for (const [field, access] of Object.entries<Access>(fields[operation.kind])) {
    (access === "read" ? reads : writes).push(...[values[field] ?? []].flat());
  }
  return { reads, writes };
}

/** The same operation on values of other names. */
export function renamed<O extends Operation>(operation: O, nameOf: (value: ValueId) => ValueId): O {
  // SAFETY: `fields` names only fields of the operation that hold values.
  const values = operation as unknown as Readonly<Record<string, ValueId | readonly ValueId[]>>;
  const names = Object.keys(fields[operation.kind]).map((field) => {
    const value = values[field] ?? [];
    return [field, typeof value === "string" ? nameOf(value) : value.map(nameOf)] as const;
  });
  const changed: Readonly<Record<string, ValueId | readonly ValueId[]>> = Object.fromEntries(names);
  return { ...operation, ...changed };
}
