import type { NodeId } from "../network/spec.js";
import type { ValueId } from "../program/operations.js";
import {
  histogramNames,
  statisticNames,
  type HistogramName,
  type StatisticName,
  type TrainingProgram,
} from "../program/program.js";

/** What a step measures besides loss and accuracy; each of these includes those before it. */
export type Measurement = "none" | "statistics" | "histograms";

/** Null where a layer has no such number, or where it is not finite. */
type Measured<N extends string, V> = { readonly [Name in N]: V | null };
export type LayerStatistics = ReadonlyMap<NodeId, Measured<StatisticName, number>>;
export type LayerHistograms = ReadonlyMap<NodeId, Measured<HistogramName, number[]>>;

/** Puts the statistics together from the values that the program computes; `read` gives such a value. */
export function collectStatistics(
  { statisticsOf }: TrainingProgram,
  read: (id: ValueId) => number,
): LayerStatistics {
  return new Map(
    statisticsOf.map((sources) => [
      sources.node,
      collect(statisticNames, sources, (id) => {
        const value = read(id);
        return Number.isFinite(value) ? value : null;
      }),
    ]),
  );
}

export function collectHistograms(
  { histogramsOf }: TrainingProgram,
  read: (id: ValueId) => ArrayLike<number>,
): LayerHistograms {
  return new Map(
    histogramsOf.map((sources) => [
      sources.node,
      collect(histogramNames, sources, (id) => {
        const shares = Array.from(read(id));
        return shares.every(Number.isFinite) ? shares : null;
      }),
    ]),
  );
}

function collect<N extends string, V>(
  names: readonly N[],
  sources: { readonly [Name in N]: ValueId | null },
  read: (id: ValueId) => V | null,
): Measured<N, V> {
  const entries = names.map((name) => {
    const id = sources[name];
    return [name, id === null ? null : read(id)] as const;
  });
  // SAFETY: there is an entry for each name, read by the same function.
  return Object.fromEntries(entries) as Measured<N, V>;
}
