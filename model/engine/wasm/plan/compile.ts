import { elementCount } from "../../../network/layers.js";
import { scoresOf } from "../../../network/scores.js";
import type { Operation, ValueId } from "../../../program/operations.js";
import type { TrainingProgram } from "../../../program/program.js";
import type { StateTensor } from "../../../program/state.js";
import { FilterMap } from "./filters.js";
import { fuse, fusedAccesses, type FusedOperation } from "./fuse.js";
import type { Measurement } from "../../measurements.js";
import { octaves, smallestExponent } from "../../../run/histogramBins.js";
import { Lowering, type Regions } from "./lowering.js";
import { lower } from "./lowerings.js";
import type { Maps } from "./maps.js";
import { NormalizationMap } from "./normalizationMap.js";
import { ParameterMap, transposedPanelsOf, workerStrideOf } from "./panels.js";
import { Placement } from "./placement.js";
import { ResultsMap } from "./results.js";
import type { Argument, Address, Slot, Step } from "./step.js";
import { squaresOf, updateOf, type Share } from "./update.js";

/** What a worker does with some examples: the steps, and where bytes and labels are put before. */
export interface ShardProgram {
  readonly steps: readonly Step[];
  /** In the order of their steps. */
  readonly operations: readonly Lowered[];
  readonly images: Fed;
  readonly labels: Fed;
  /** Where the values lie that outlive the steps. */
  readonly asked: ReadonlyMap<ValueId, Maps>;
  /** Where the scores lie of the examples that were taken through it last; null where they are not told. */
  readonly scores: Maps | null;
}

/** An operation, named by the first value it writes, and how many steps it became. */
export interface Lowered {
  readonly value: ValueId;
  readonly steps: number;
}

interface Fed {
  readonly slot: Slot;
  /** Of one example. */
  readonly bytes: number;
}

/** Steps that measure something. */
export type Measuring = Exclude<Measurement, "none">;

/** A program as steps of kernels. */
export interface Compiled {
  readonly regions: Regions;
  readonly train: ShardProgram;
  /** `train`, and the statistics of activations as they come up. */
  readonly statistics: ShardProgram;
  /** `statistics`, and the histograms of activations. */
  readonly histograms: ShardProgram;
  readonly evaluate: ShardProgram;
  /** `evaluate`, whose asked values outlive it. */
  readonly ask: ShardProgram;
  /** What is made of the weights before a step: groups in any order, each by one worker. */
  readonly preparations: readonly (readonly Step[])[];
  /** What is measured of parameters when all gradients are there; in any order, each by one worker. */
  measurements(workers: number): { readonly [M in Measuring]: readonly Step[] };
  /** What one worker adds up of all gradients before any worker's update, and its share of that. */
  squares(share: Share): readonly Step[];
  update(share: Share): readonly Step[];
}

export function compileProgram(program: TrainingProgram): Compiled {
  const regions = regionsOf(program);
  const { forward, evaluation, backward, statistics, histograms } = program;
  const training = fuse([...forward, ...backward]);
  const isOfActivations = (operation: Operation): boolean =>
    program.values.get(measuredBy(operation) ?? "")?.perExample === true;
  const all = [...statistics, ...histograms];
  const measuring = (operations: readonly Operation[]): ShardProgram =>
    compileShard(withMeasurements(training, operations.filter(isOfActivations)), program, regions);
  const evaluate = compileShard(fuse(evaluation), program, regions, {
    told: scoresOf(program.graph),
  });
  const { asked } = program;
  const shards = {
    train: compileShard(training, program, regions),
    statistics: measuring(statistics),
    histograms: measuring(all),
    evaluate,
    ask:
      asked.length === 0
        ? evaluate
        : compileShard(fuse(evaluation, asked), program, regions, { asked }),
  };
  return {
    regions,
    ...shards,
    // After the shards: they ask for the filters that are to be transformed.
    preparations: program.parameters.map((parameter) => preparationsOf(parameter, regions)),
    measurements: (workers) => ({
      statistics: statistics.flatMap((operation) => measureWhole(operation, regions, workers)),
      histograms: all.flatMap((operation) => measureWhole(operation, regions, workers)),
    }),
    squares: (share) => squaresOf(program, regions, share),
    update: (share) => updateOf(program, regions, share),
  };
}

function regionsOf(program: TrainingProgram): Regions {
  const turned = new Set<ValueId>(
    fuse([...program.backward, ...program.evaluation]).flatMap((operation) =>
      operation.kind === "convolutionInputGradient" ? [operation.weight] : [],
    ),
  );
  const weights = program.parameters.filter(({ id }) => turned.has(id));
  return {
    state: new ParameterMap(program.state),
    parameters: new ParameterMap(program.parameters),
    transposed: new ParameterMap(weights, transposedPanelsOf),
    filters: new FilterMap(),
    results: new ResultsMap(program),
    normalizations: new NormalizationMap(program),
  };
}

/** What of a shard is looked at when its steps are done: of all its examples, and of those of each turn. */
interface Outliving {
  readonly asked?: readonly ValueId[];
  readonly told?: ValueId | null;
}

function compileShard(
  operations: readonly FusedOperation[],
  { values }: TrainingProgram,
  regions: Regions,
  { asked = [], told = null }: Outliving = {},
): ShardProgram {
  const lowering = new Lowering(new Placement(operations, values), regions);
  const lowered = operations.map((operation): Lowered => {
    const [value] = fusedAccesses(operation).writes;
    if (value === undefined) throw new Error(`A ${operation.kind} writes nothing.`);
    const before = lowering.steps.length;
    lower(operation, lowering);
    return { value, steps: lowering.steps.length - before };
  });
  const images = lowering.fed.get("images");
  const labels = lowering.fed.get("labels");
  if (images === undefined || labels === undefined) throw new Error("The program reads no data.");
  return {
    ...{ steps: lowering.steps, operations: lowered, images, labels },
    asked: new Map(asked.map((id) => [id, lowering.maps(id)])),
    scores: told === null ? null : lowering.maps(told),
  };
}

/** What a measurement is of, where it is of one value. */
function measuredBy(operation: Operation): ValueId | null {
  if (operation.kind === "accuracy") return operation.logits;
  return "input" in operation ? operation.input : null;
}

/** Each measurement of an activation right behind the operation that writes it, or that compares it with labels. */
function withMeasurements(
  operations: readonly FusedOperation[],
  measurements: readonly Operation[],
): readonly FusedOperation[] {
  return operations.flatMap((operation) => {
    const { writes } = fusedAccesses(operation);
    const ofIt = measurements.filter((each) =>
      each.kind === "accuracy"
        ? operation.kind === "crossEntropy" && operation.logits === each.logits
        : writes.includes(measuredBy(each) ?? ""),
    );
    return [operation, ...fuse(ofIt)];
  });
}

function preparationsOf({ id, shape }: StateTensor, regions: Regions): readonly Step[] {
  const { parameters, transposed, filters } = regions;
  const weight: Address = { space: "state", offset: parameters.offsetOf(id) };
  const { panelBytes } = parameters.layout({ shape });
  const temporary: Address = { space: "temporary", offset: 0 };
  const steps: Step[] = [];
  if (transposed.has(id)) {
    const [inputs = 1, outputs = 1] = shape.slice(-2);
    const taps = elementCount(shape.slice(0, -2));
    const turned: Address = { space: "transposed", offset: transposed.offsetOf(id) };
    const args = [weight, panelBytes, taps, inputs, outputs, turned];
    steps.push({ kernel: "transposeWeights", args });
  }
  for (const { isTurned, channels, columns, offset } of filters.of(id)) {
    const from: readonly Argument[] = isTurned
      ? [
          { space: "transposed", offset: transposed.offsetOf(id) },
          transposed.layout({ shape }).panelBytes,
        ]
      : [weight, panelBytes];
    const args = [...from, channels, columns, { space: "filters", offset } as const, temporary];
    steps.push({ kernel: "transformWeights", args });
  }
  return steps;
}

/** The steps of an operation that measures parameters or their gradients; none for any other. */
function measureWhole(operation: Operation, regions: Regions, workers: number): readonly Step[] {
  const result = (output: ValueId): Address => ({
    space: "results",
    offset: regions.results.offsetOf(output),
  });
  switch (operation.kind) {
    case "norm":
      return operation.inputs.flatMap((input) => {
        const whole = wholeOf(input, regions, workers);
        if (whole === undefined)
          throw new Error(`${input} is no parameter and no gradient of one.`);
        return { kernel: "addSquares", args: [...whole, result(operation.output)] };
      });
    case "histogram": {
      const whole = wholeOf(operation.input, regions, workers);
      if (whole === undefined) return [];
      const args = [...whole, smallestExponent, octaves, result(operation.output)];
      return [{ kernel: "countBins", args }];
    }
    default:
      return [];
  }
}

/** Place, stride and number of the parts whose sum is a parameter or its gradient, and their floats. */
function wholeOf(
  id: ValueId,
  { parameters }: Regions,
  workers: number,
): readonly Argument[] | undefined {
  for (const { id: parameter, offset, layout } of parameters.entries()) {
    const count = layout.bytes / 4;
    if (id === parameter) return [{ space: "state", offset }, 0, 1, count];
    if (id === `gradient/${parameter}`) {
      return [{ space: "allGradients", offset }, workerStrideOf(parameters), workers, count];
    }
  }
  return undefined;
}
