import { isPointwise } from "../network/window.js";
import type { Operation, OperationOf, Value, ValueId } from "./operations.js";
import type { TrainingProgram } from "./program.js";

/** What one convolution appends to the backward pass. */
interface Sibling {
  readonly toInput: OperationOf<"convolutionInputGradient">;
  readonly toWeight: OperationOf<"convolutionWeightGradient">;
}

/** Convolutions of 1×1 that read the same value: two or more. */
type Family = readonly [Sibling, Sibling, ...Sibling[]];

/**
 * The program with a backward pass of fewer and larger convolutions: those of 1×1 that read the same
 * value, as three paths of an Inception block do, pass their gradients back as one convolution that has
 * the filters of all. The same sums in another order: results differ by rounding alone.
 */
export function mergeSiblings(program: TrainingProgram): TrainingProgram {
  const values = new Map(program.values);
  const families = familiesIn(program.backward);
  const gone = new Set(
    families.flatMap(([, ...others]) => others.map(({ toInput }) => toInput.output)),
  );
  const replaced = new Map<Operation, readonly Operation[]>();
  for (const family of families) {
    for (const { toInput, toWeight } of family) replaced.set(toInput, []).set(toWeight, []);
    // Where the last of them stood, the gradients of all are there.
    const last = family.at(-1) ?? family[0];
    replaced.set(last.toInput, mergedOf(family, values));
  }
  const backward = program.backward.flatMap((operation): readonly Operation[] => {
    if (operation.kind !== "sum") return replaced.get(operation) ?? [operation];
    return [{ ...operation, inputs: operation.inputs.filter((id) => !gone.has(id)) }];
  });
  return { ...program, values, backward };
}

function familiesIn(operations: readonly Operation[]): readonly Family[] {
  const toWeights = new Map(
    operations
      .filter((operation) => operation.kind === "convolutionWeightGradient")
      .map((operation) => [operation.output, operation]),
  );
  const byInput = new Map<ValueId, readonly Sibling[]>();
  for (const toInput of operations) {
    if (toInput.kind !== "convolutionInputGradient") continue;
    const toWeight = toWeights.get(`gradient/${toInput.weight}`);
    if (!isPointwise(toInput.window) || toWeight === undefined) continue;
    byInput.set(toInput.like, [...(byInput.get(toInput.like) ?? []), { toInput, toWeight }]);
  }
  return [...byInput.values()].filter(isFamily);
}

function isFamily(siblings: readonly Sibling[]): siblings is Family {
  return siblings.length > 1;
}

/** One convolution's gradients for a family's; the gradient of what they read goes where the first one's went. */
function mergedOf(family: Family, values: Map<ValueId, Value>): readonly Operation[] {
  const { like, window, output } = family[0].toInput;
  const gradients = family.map(({ toInput }) => toInput.gradient);
  const weights = family.map(({ toInput }) => toInput.weight);
  const toWeights = family.map(({ toWeight }) => toWeight.output);
  const gradient = joined(`${output}/siblings`, gradients, values);
  const weight = joined(`${output}/filters`, weights, values);
  const toWeight = joined(`${output}/toFilters`, toWeights, values);
  return [
    { kind: "concat", inputs: gradients, output: gradient },
    { kind: "concat", inputs: weights, output: weight },
    { kind: "convolutionWeightGradient", gradient, input: like, window, output: toWeight },
    { kind: "split", input: toWeight, outputs: toWeights },
    { kind: "convolutionInputGradient", gradient, weight, like, window, output },
  ];
}

/** Adds the value that has the channels, or filters, of all parts. */
function joined(id: ValueId, parts: readonly ValueId[], values: Map<ValueId, Value>): ValueId {
  const known = parts.map((part) => {
    const value = values.get(part);
    if (value === undefined) throw new Error(`No value is named ${part}.`);
    return value;
  });
  const [first] = known;
  if (first === undefined) throw new RangeError("Nothing cannot be joined.");
  const length = known.reduce((sum, { shape }) => sum + (shape.at(-1) ?? 0), 0);
  values.set(id, { ...first, id, shape: [...first.shape.slice(0, -1), length] });
  return id;
}
