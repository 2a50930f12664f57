import { scaleLinear, scaleLog } from "d3";
import type { NetworkNode } from "../model/network/graph.js";
import type { NodeId } from "../model/network/spec.js";
import type { NodeStatistics } from "../model/run/events.js";
import { formatCompact, formatCount, formatMeasured, formatShare } from "./format.js";
import { t } from "./l10n.js";
import type { LiveValues } from "./liveValues.js";

/** Where a value lies between the ends of a bar. They are fixed, so that a change of one node moves no other. */
export interface MeasureScale {
  readonly kind: "linear" | "log";
  readonly from: number;
  readonly to: number;
}

interface Shown {
  readonly title: string;
  /** In front of the number, where there is room for a word. */
  readonly word: string;
  /** In front of the number, where there is room for one sign; the legend explains it. */
  readonly sign: string;
  readonly scale: MeasureScale;
  readonly format: (value: number | null | undefined) => string;
  /** At most six signs, for a small card. */
  readonly brief: (value: number | null | undefined) => string;
  /** An end of the scale; as `format` writes it where nothing is said. */
  readonly end?: (value: number) => string;
}

/** A number of a node that a run measures. */
export interface Measure extends Shown {
  readonly id: keyof NodeStatistics;
  readonly source: "live";
}

/** A measure that is written beside others in one line. */
export interface HeadlineMeasure extends Measure {
  /** The length of its longest brief text, the point aside: others are filled up to it. */
  readonly briefSigns: number;
}

/** A number of a node that a run measures now and then: the newest alone is known. */
export interface TimedMeasure extends Shown {
  readonly id: string;
  readonly source: "timed";
  readonly read: (live: LiveValues, id: NodeId) => number | null;
}

/** A number of a node that needs no run. */
export interface StaticMeasure extends Shown {
  readonly id: string;
  readonly source: "static";
  readonly read: (node: NetworkNode) => number | null;
}

/** What can color the picture. */
export type Coloring = Measure | TimedMeasure | StaticMeasure;

/** The three that are written on every group of the picture, in this order. */
export const headlineMeasures: readonly HeadlineMeasure[] = [
  {
    id: "activation",
    source: "live",
    title: t("Mean absolute activation"),
    word: t("mean |a|"),
    sign: "a",
    briefSigns: 5,
    format: formatMeasured,
    brief: formatMeasured,
    scale: { kind: "log", from: 1e-3, to: 10 },
    end: powerOfTen,
  },
  {
    id: "dead",
    source: "live",
    title: t("Dead ReLU channels"),
    word: t("dead"),
    sign: "†",
    briefSigns: 4,
    format: formatShare,
    brief: formatBriefShare,
    scale: { kind: "linear", from: 0, to: 1 },
  },
  {
    id: "gradient",
    source: "live",
    title: t("Gradient norm"),
    word: t("grad"),
    sign: "∇",
    briefSigns: 5,
    format: formatMeasured,
    brief: formatMeasured,
    scale: { kind: "log", from: 1e-5, to: 10 },
    end: powerOfTen,
  },
];

/** One entry a live measure: drawing, legend, menu and inspector follow from it. */
export const measures: readonly Measure[] = [
  ...headlineMeasures,
  {
    id: "energy",
    source: "live",
    title: t("Output energy"),
    word: t("energy"),
    sign: "E",
    format: formatMeasured,
    brief: formatMeasured,
    scale: { kind: "log", from: 1e-4, to: 100 },
    end: powerOfTen,
  },
  {
    id: "weight",
    source: "live",
    title: t("Weight norm"),
    word: t("|w|"),
    sign: "w",
    format: formatMeasured,
    brief: formatMeasured,
    scale: { kind: "log", from: 0.1, to: 1000 },
    end: powerOfTen,
  },
  {
    id: "update",
    source: "live",
    title: t("Update-to-weight ratio"),
    word: t("update"),
    sign: "Δ",
    format: formatMeasured,
    brief: formatMeasured,
    // Around 0.001 is usual; far above it a step overwrites what was learned.
    scale: { kind: "log", from: 1e-6, to: 0.1 },
    end: powerOfTen,
  },
];

/** One entry a measure that is taken now and then. */
const timedMeasures: readonly TimedMeasure[] = [
  {
    id: "time",
    source: "timed",
    title: t("Time per step"),
    word: t("time"),
    sign: "t",
    format: (value) => inMilliseconds(formatMeasured(value)),
    brief: formatMeasured,
    // From a layer that a GPU passes in a moment to a block on one processor core.
    scale: { kind: "log", from: 0.01, to: 1000 },
    end: (value) => inMilliseconds(String(value)),
    read: (live, id) => live.time(id),
  },
];

/** One entry a static measure. */
const staticMeasures: readonly StaticMeasure[] = [
  {
    id: "parameters",
    source: "static",
    title: t("Parameters"),
    word: t("parameters"),
    sign: "P",
    format: formatKnown,
    brief: formatBrief,
    scale: { kind: "log", from: 1e3, to: 1e6 },
    read: ({ parameters }) => (parameters === 0 ? null : parameters),
  },
  {
    id: "multiplyAdds",
    source: "static",
    title: t("Multiply-adds"),
    word: t("multiply-adds"),
    sign: "×",
    format: formatKnown,
    brief: formatBrief,
    scale: { kind: "log", from: 1e4, to: 1e8 },
    read: ({ multiplyAdds }) => (multiplyAdds === 0 ? null : multiplyAdds),
  },
  {
    id: "receptiveField",
    source: "static",
    title: t("Receptive field"),
    word: t("field"),
    sign: "□",
    format: (value) =>
      value === null || value === undefined ? "–" : t("{0} px", formatCount(value)),
    brief: formatBrief,
    scale: { kind: "log", from: 1, to: 1000 },
    read: ({ receptiveField }) => receptiveField.size,
  },
];

export const colorings: readonly Coloring[] = [...measures, ...timedMeasures, ...staticMeasures];

/** The coloring of that id, or the first. */
export function measureOf(id: string): Coloring {
  const found = colorings.find((measure) => measure.id === id) ?? colorings[0];
  if (found === undefined) throw new Error("There is no measure to draw.");
  return found;
}

/** What a measure says of a node now; null where it says nothing. */
export function readMeasure(measure: Coloring, node: NetworkNode, live: LiveValues): number | null {
  if (measure.source === "static") return measure.read(node);
  if (measure.source === "timed") return measure.read(live, node.id);
  const value = live.latest(node.id)?.[measure.id] ?? null;
  return value !== null && Number.isFinite(value) ? value : null;
}

const scaleOf = new Map(
  colorings.map(({ id, scale: { kind, from, to } }) => [
    id,
    (kind === "log" ? scaleLog : scaleLinear)([from, to], [0, 1]).clamp(true),
  ]),
);

/** The length of a value's bar and the strength of its color, 0 to 1. */
export function fractionOf({ id, scale }: Coloring, value: number): number {
  return scale.kind === "log" && value <= 0 ? 0 : (scaleOf.get(id)?.(value) ?? 0);
}

/** The ends of a measure's bar as a legend writes them. */
export function endsOf({ scale, format, end = format }: Coloring): readonly [string, string] {
  return [end(scale.from), end(scale.to)];
}

/** A power of ten that is written out is read faster than its three digits. */
function powerOfTen(value: number): string {
  return value >= 1e-3 && value <= 1e3 ? String(value) : formatMeasured(value);
}

function inMilliseconds(text: string): string {
  return text === "–" ? text : t("{0} ms", text);
}

function formatKnown(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : formatCompact(value);
}

/** 0.0312 → 3.1%, 0.312 → 31% */
function formatBriefShare(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  return `${(value * 100).toFixed(value < 0.0995 ? 1 : 0)}%`;
}

/** 129248 → 129K */
function formatBrief(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (value < 1000) return String(Math.round(value));
  const [divisor, suffix] =
    value < 999_500 ? [1e3, "K"] : value < 999_500_000 ? [1e6, "M"] : [1e9, "G"];
  const scaled = value / divisor;
  return `${scaled.toFixed(scaled < 9.95 ? 1 : 0)}${suffix}`;
}
