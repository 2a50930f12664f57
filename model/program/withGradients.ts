import { accesses } from "./accesses.js";
import { passBack } from "./backward.js";
import { leadingTo } from "./leadingTo.js";
import type { Operation, OperationOf, ValueId } from "./operations.js";
import type { TrainingProgram } from "./program.js";
import { ValueTable } from "./values.js";

/** What the gradient of a score for a value is called; `score` is the value that the score is made of. */
export function slopeName(value: ValueId, score: ValueId): ValueId {
  return `${value}/slope/of/${score}`;
}

/** The tensor of the state that says how much each channel of a value counts in a score. */
export function weighingName(score: ValueId): ValueId {
  return `${score}/weighing`;
}

/**
 * The program that is asked also for the gradients of a score, by `slopeName`, for each of `wanted`; every
 * example has its own. The score is the sum over all positions and channels of the value `score`, each channel
 * times its number in the tensor `weighingName`, which becomes part of the state: for another class or another
 * channel it is written anew, and the program stays. Throws an Error where a value does not lead to the score.
 */
export function withGradients(
  program: TrainingProgram,
  score: ValueId,
  wanted: readonly ValueId[],
): TrainingProgram {
  const values = new ValueTable(program);
  const shape = values.get(score).shape.slice(-1);
  const weighing = values.fixed(weighingName(score), shape);
  const first = values.like(`${slopeName(score, score)}/first`, score);
  const nothing = values.like(`${slopeName(score, score)}/nothing`, score);
  const operations: Operation[] = [
    // The same numbers at every position, whatever the value is.
    { kind: "weigh", input: score, factor: 0, output: nothing },
    { kind: "addBias", input: nothing, bias: weighing, output: first },
  ];
  const passage = {
    ...{ known: [[score, first] as const], of: wanted, kept: wanted },
    nameOf: (value: ValueId) => `${slopeName(value, score)}/whole`,
  };
  const forward = leadingTo(program.evaluation, [score]);
  const gradients = passBack(forward, passage, values, operations);
  const copies = wanted.map((value) => copyOf(value, score, gradients, values));
  const backward = followed(leadingTo(operations, [...gradients.values()]), copies);
  const evaluation = [...program.evaluation, ...backward];
  const node = program.ownerOf.get(score) ?? score;
  return {
    ...{ ...program, evaluation, forward: evaluation },
    asked: [...program.asked, ...copies.map(({ output }) => output)],
    state: [...program.state, { id: weighing, node, shape, initializer: "zeros" }],
    ...{ values: values.all, ownerOf: values.ownerOf },
  };
}

type Copy = OperationOf<"weigh">;

/** Of its own, since a gradient may be that of several values, and engines write over one that is read once. */
function copyOf(
  value: ValueId,
  score: ValueId,
  gradients: ReadonlyMap<ValueId, ValueId>,
  values: ValueTable,
): Copy {
  const input = gradients.get(value);
  if (input === undefined || !values.get(value).perExample) {
    throw new Error(`${value} does not lead to ${score}.`);
  }
  return { kind: "weigh", input, factor: 1, output: values.like(slopeName(value, score), value) };
}

/** Each copy right behind what it is of, so that this is held for as short as can be. */
function followed(operations: readonly Operation[], copies: readonly Copy[]): readonly Operation[] {
  return operations.flatMap((operation) => {
    const { writes } = accesses(operation);
    return [operation, ...copies.filter(({ input }) => writes.includes(input))];
  });
}

/** What is written as the weighing for a score that is one channel alone: its mean, or its value where it has one. */
export function channelWeighing(
  { values }: Pick<TrainingProgram, "values">,
  score: ValueId,
  channel: number,
): Float32Array {
  const shape = values.get(score)?.shape ?? [];
  const channels = shape.at(-1) ?? 0;
  if (!(channel in new Uint8Array(channels)))
    throw new RangeError(`${score} has no channel ${channel}.`);
  const positions = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  return Float32Array.from({ length: channels }, (_, each) =>
    each === channel ? 1 / positions : 0,
  );
}
