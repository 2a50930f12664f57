import type { NetworkGraph } from "../network/graph.js";
import type { NodeId } from "../network/spec.js";
import type { Operation, Value, ValueId } from "./operations.js";
import type { StateTensor } from "./state.js";

/** `loss` and `accuracy` are those of an auxiliary head, by the layer that gives its scores. */
export const statisticNames = [
  ...(["activation", "energy", "dead", "weight", "gradient"] as const),
  ...(["loss", "accuracy"] as const),
] as const;
export const histogramNames = ["activation", "weight", "gradient"] as const;
export type StatisticName = (typeof statisticNames)[number];
export type HistogramName = (typeof histogramNames)[number];

/** Which values hold what is measured of one layer; null where a layer has no such number. */
type MeasuredBy<N extends string> = { readonly [Name in N]: ValueId | null };

export interface StatisticsOf extends MeasuredBy<StatisticName> {
  readonly node: NodeId;
}

export interface HistogramsOf extends MeasuredBy<HistogramName> {
  readonly node: NodeId;
}

export interface ImageTable {
  readonly height: number;
  readonly width: number;
}

/** What a step computes, for any batch size: the same list for every engine. */
export interface TrainingProgram {
  readonly graph: NetworkGraph;
  readonly images: ImageTable;
  readonly values: ReadonlyMap<ValueId, Value>;
  /** The computing node whose work it is to write a value; none for the input and the loss. */
  readonly ownerOf: ReadonlyMap<ValueId, NodeId>;
  /** What is trained: each has a gradient. */
  readonly parameters: readonly StateTensor[];
  /** What a step leaves for the next one: the parameters in their order, then all else. */
  readonly state: readonly StateTensor[];
  /** Of a step: from `indices` to `loss` and `accuracy`. */
  readonly forward: readonly Operation[];
  /** From `indices` to `loss` and `accuracy` as the network is used; a list of its own, which writes values of `forward` too. */
  readonly evaluation: readonly Operation[];
  /** Values of `evaluation`, one an example, that outlive it for a session's `ask`; none of a program that trains. */
  readonly asked: readonly ValueId[];
  readonly backward: readonly Operation[];
  readonly update: readonly Operation[];
  /** To be run after `backward` and before `update`, as `histograms`. */
  readonly statistics: readonly Operation[];
  readonly statisticsOf: readonly StatisticsOf[];
  readonly histograms: readonly Operation[];
  readonly histogramsOf: readonly HistogramsOf[];
}

/** The values that hold what is measured of a step, each once. */
export function statisticValues({
  statisticsOf,
}: Pick<TrainingProgram, "statisticsOf">): readonly ValueId[] {
  const all = statisticsOf.flatMap((sources) => statisticNames.map((name) => sources[name]));
  return [...new Set(all.filter((id) => id !== null))];
}

/** The values that tie a program to the outside. */
export const ends = {
  /** Fed: which examples, int32 [batch]. */
  indices: "indices",
  /** Fed: float32 scalar. */
  rate: "learningRate",
  /** Fed: the number of the step in its run, from 1, int32 scalar. */
  step: "stepNumber",
  loss: "loss",
  accuracy: "accuracy",
  /** Of the batch: the class of each example, int32. */
  labels: "labels",
} as const;

/** The loss of an auxiliary head, by the layer that gives its scores. */
export function headLossOf(scores: NodeId): ValueId {
  return `${ends.loss}/${scores}`;
}
