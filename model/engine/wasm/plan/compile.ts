import type { Operation, ValueId } from "../../../program/operations.js";
import type { Parameter, TrainingProgram } from "../../../program/program.js";
import { FilterMap } from "./filters.js";
import { fuse, fusedAccesses, type FusedOperation } from "./fuse.js";
import { control, Lowering, type Regions } from "./lowering.js";
import { lower } from "./lowerings.js";
import { ParameterMap, transposedPanelsOf } from "./panels.js";
import { Placement } from "./placement.js";
import { ResultsMap } from "./results.js";
import type { Argument, Place, Slot, Step } from "./step.js";

/** What a worker does with some examples: the steps, and where bytes and labels are put before. */
export interface ShardProgram {
  readonly steps: readonly Step[];
  readonly images: Fed;
  readonly labels: Fed;
}

interface Fed {
  readonly slot: Slot;
  /** Of one example. */
  readonly bytes: number;
}

/** A program as steps of kernels. */
export interface Compiled {
  readonly regions: Regions;
  readonly train: ShardProgram;
  /** `train`, and the statistics of activations as they come up. */
  readonly measure: ShardProgram;
  readonly evaluate: ShardProgram;
  /** What is made of the weights before a step: groups in any order, each by one worker. */
  readonly preparations: readonly (readonly Step[])[];
  /** When all gradients are there; in any order, each by one worker. */
  norms(workers: number): readonly Step[];
}

export function compileProgram(program: TrainingProgram): Compiled {
  const regions = regionsOf(program);
  const { forward, backward, statistics } = program;
  const training = fuse([...forward, ...backward]);
  const measuring = withStatistics(training, statistics);
  const shards = {
    train: compileShard(training, program, regions),
    measure: compileShard(measuring, program, regions),
    evaluate: compileShard(fuse(forward), program, regions),
  };
  return {
    regions,
    ...shards,
    // After the shards: they ask for the filters that are to be transformed.
    preparations: program.parameters.map((parameter) => preparationsOf(parameter, regions)),
    norms: (workers) => normsOf(program, regions, workers),
  };
}

function regionsOf(program: TrainingProgram): Regions {
  const turned = new Set<ValueId>(
    fuse(program.backward).flatMap((operation) =>
      operation.kind === "convolutionInputGradient" ? [operation.weight] : [],
    ),
  );
  const weights = program.parameters.filter(({ id }) => turned.has(id));
  return {
    parameters: new ParameterMap(program.parameters),
    transposed: new ParameterMap(weights, transposedPanelsOf),
    filters: new FilterMap(),
    results: new ResultsMap(program),
  };
}

function compileShard(
  operations: readonly FusedOperation[],
  { values }: TrainingProgram,
  regions: Regions,
): ShardProgram {
  const lowering = new Lowering(new Placement(operations, values), regions);
  for (const operation of operations) lower(operation, lowering);
  const images = lowering.fed.get("images");
  const labels = lowering.fed.get("labels");
  if (images === undefined || labels === undefined) throw new Error("The program reads no data.");
  return { steps: lowering.steps, images, labels };
}

/** Each statistic of an activation right behind the operation that writes it. */
function withStatistics(
  operations: readonly FusedOperation[],
  statistics: readonly Operation[],
): readonly FusedOperation[] {
  const ofActivations = statistics.filter(
    (operation) => operation.kind === "meanAbsolute" || operation.kind === "deadShare",
  );
  return operations.flatMap((operation) => {
    const { writes } = fusedAccesses(operation);
    return [operation, ...ofActivations.filter(({ input }) => writes.includes(input))];
  });
}

function preparationsOf({ id, shape }: Parameter, regions: Regions): readonly Step[] {
  const { parameters, transposed, filters } = regions;
  const weight: Place = { space: "parameters", offset: parameters.offsetOf(id) };
  const { panelBytes } = parameters.layout({ shape });
  const temporary: Place = { space: "temporary", offset: 0 };
  const steps: Step[] = [];
  if (transposed.has(id)) {
    const [inputs = 1, outputs = 1] = shape.slice(-2);
    const taps = shape.slice(0, -2).reduce((product, length) => product * length, 1);
    const turned: Place = { space: "transposed", offset: transposed.offsetOf(id) };
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

function normsOf(
  { statistics }: TrainingProgram,
  { parameters, results }: Regions,
  workers: number,
): readonly Step[] {
  const stride = workerStrideOf(parameters);
  const layouts = new Map(parameters.entries().map((entry) => [`gradient/${entry.id}`, entry]));
  return statistics.flatMap((operation) => {
    if (operation.kind !== "norm") return [];
    const sum: Place = { space: "results", offset: results.offsetOf(operation.output) };
    return operation.inputs.map((input): Step => {
      const entry = layouts.get(input);
      if (entry === undefined) throw new Error(`${input} is no parameter's gradient.`);
      const gradient: Place = { space: "allGradients", offset: entry.offset };
      const count = entry.layout.bytes / 4;
      return { kernel: "addSquares", args: [gradient, stride, workers, count, sum] };
    });
  });
}

/** The gradients of the workers lie this far apart. */
export function workerStrideOf(parameters: ParameterMap): number {
  return Math.ceil(parameters.bytes / 64) * 64;
}

/** The share of the update that one worker makes, when all gradients are there. */
export function updateOf(
  { parameters }: Regions,
  { worker, workers }: { readonly worker: number; readonly workers: number },
): Step {
  const vectors = Math.ceil(parameters.bytes / 16);
  const first = Math.floor((vectors * worker) / workers) * 16;
  const end = Math.floor((vectors * (worker + 1)) / workers) * 16;
  return {
    kernel: "descend",
    args: [
      { space: "parameters", offset: first },
      { space: "allGradients", offset: first },
      workerStrideOf(parameters),
      workers,
      (end - first) / 4,
      { space: "control", offset: control.rate },
    ],
  };
}
