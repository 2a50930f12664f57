import type { NodeId } from "../../../model/network/spec.js";
import type { NodeHistograms } from "../../../model/run/events.js";
import { binLabel, histogramBinCount, nearZeroBin } from "../../../model/run/histogramBins.js";
import type { HistogramsPoint } from "../../../model/run/state.js";
import { formatCount, formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { Cell } from "../../state/choices.js";

export type HistogramKind = keyof NodeHistograms;

/** One distribution of a layer's values. */
export interface Ridge {
  readonly step: number;
  /** The share of each bin of `histogramBins.ts`. */
  readonly shares: readonly number[];
}

/** As many as can be told apart one above the other. */
const mostRidges = 12;

/** A layer's distributions over the run, the oldest first and the newest always among them. */
export function ridgesOf(
  points: readonly HistogramsPoint[],
  id: NodeId,
  kind: HistogramKind,
): readonly Ridge[] {
  const known = points.flatMap(({ step, nodes }) => {
    const shares: unknown = nodes[id]?.[kind];
    return areShares(shares) ? [{ step, shares }] : [];
  });
  if (known.length <= mostRidges) return known;
  const last = known.length - 1;
  return Array.from(
    { length: mostRidges },
    (_, index) => known[Math.round((index * last) / (mostRidges - 1))],
  ).filter((ridge) => ridge !== undefined);
}

function areShares(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length === histogramBinCount && value.every(Number.isFinite);
}

/** The share that is drawn at the full height of a ridge. The bin around zero may hold nearly all, and is cut off there. */
export function fullHeightOf(ridges: readonly Ridge[]): number {
  const shares = ridges.flatMap((ridge) => ridge.shares.filter((_, bin) => bin !== nearZeroBin));
  const largest = Math.max(0, ...shares);
  return largest > 0 ? largest : 1;
}

/** What is read out before anything was chosen: the newest's largest bin. */
export function firstReading(ridges: readonly Ridge[]): Cell {
  const shares = ridges.at(-1)?.shares ?? [];
  return { row: Math.max(0, ridges.length - 1), column: shares.indexOf(Math.max(...shares)) };
}

/** The chosen bin in words; a history that has grown shorter since leaves the newest. */
export function readingText(ridges: readonly Ridge[], { row, column }: Cell): string {
  const ridge = ridges[row] ?? ridges.at(-1);
  if (ridge === undefined) return "";
  return t(
    "Step {0}: {1} of the values in {2}",
    formatCount(ridge.step),
    formatShare(ridge.shares[column]),
    binLabel(column),
  );
}

export interface HistogramTable {
  readonly steps: readonly number[];
  /** Bins in which something lies, the largest values first. */
  readonly bins: readonly { readonly bin: number; readonly shares: readonly number[] }[];
}

const mostColumns = 4;
/** Less would be written as 0.0 %. */
const leastShare = 0.0005;

/** The newest, the oldest and some between as numbers. */
export function histogramTable(ridges: readonly Ridge[]): HistogramTable {
  const last = ridges.length - 1;
  const columns = Math.min(mostColumns, ridges.length);
  const chosen = Array.from(
    { length: columns },
    (_, index) => ridges[Math.round(last - (index * last) / Math.max(1, columns - 1))],
  ).filter((ridge) => ridge !== undefined);
  const bins = Array.from({ length: histogramBinCount }, (_, index) => {
    const bin = histogramBinCount - 1 - index;
    return { bin, shares: chosen.map(({ shares }) => shares[bin] ?? 0) };
  });
  return {
    steps: chosen.map(({ step }) => step),
    bins: bins.filter(({ shares }) => shares.some((share) => share >= leastShare)),
  };
}
