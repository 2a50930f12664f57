import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId } from "../../model/network/spec.js";
import type { NodeStatistics } from "../../model/run/events.js";
import { formatCount, formatMeasured, formatShare } from "../words/format.js";
import { t } from "../words/l10n.js";
import type { LiveValues } from "./liveValues.js";
import {
  formatBrief,
  formatBriefShare,
  formatKnown,
  inMilliseconds,
  roundCount,
  roundText,
} from "./measureTexts.js";
import { unbroken } from "../words/unbroken.js";
import { registry } from "../../model/registry.js";

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** How a measure's values become colors and the lengths of bars. */
export interface MeasureScale {
  /** `log` where values lie decades apart, `root` for shares: what is little is seen, and so is nothing. */
  readonly kind: "log" | "root";
  /** Its ends; where they are not fixed, those before anything is known. */
  readonly range: Range;
  /** Where a value means the same at every time and in every network; others are compared with the values of now. */
  readonly isFixed: boolean;
}

interface Shown {
  readonly title: string;
  /** In front of the number, where there is room for a word. */
  readonly word: string;
  /** In front of the number, where there is room for one sign; the legend explains it. */
  readonly sign: string;
  /** What it says, in words that need no others. */
  readonly explanation: string;
  readonly scale: MeasureScale;
  readonly format: (value: number | null | undefined) => string;
  /** At most six signs, for a small card. */
  readonly brief: (value: number | null | undefined) => string;
  /** A round value in a legend. */
  readonly tick: (value: number) => string;
  /** After the last of them. */
  readonly unit?: string;
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

/** A number of a node that a person asks for, since it takes a while. */
export interface AskedMeasure extends Shown {
  readonly id: string;
  readonly source: "asked";
  readonly read: (live: LiveValues, id: NodeId) => number | null;
}

/** What can color the picture. */
export type Coloring = Measure | TimedMeasure | StaticMeasure | AskedMeasure;

/** The three that are written on every group of the picture, in this order. */
export const headlineMeasures: readonly HeadlineMeasure[] = [
  {
    id: "activation",
    source: "live",
    title: t("Mean absolute activation"),
    word: t("mean |a|"),
    sign: "a",
    explanation: t(
      "How strongly a layer answers: the mean size of its outputs over the batch, without their signs. A number without a unit.",
    ),
    briefSigns: 5,
    format: formatMeasured,
    brief: formatMeasured,
    scale: logOver(1e-3, 10),
    tick: roundText,
  },
  {
    id: "dead",
    source: "live",
    title: t("Dead ReLU channels"),
    word: t("dead"),
    sign: "†",
    explanation: t(
      "The share of channels that are 0 at every position of every image of the batch. Such a channel passes nothing on, and learns nothing in this step.",
    ),
    briefSigns: 4,
    format: formatShare,
    brief: formatBriefShare,
    scale: { kind: "root", range: { from: 0, to: 1 }, isFixed: true },
    tick: (value) => unbroken(`${String(100 * value)} %`),
  },
  {
    id: "gradient",
    source: "live",
    title: t("Gradient norm"),
    word: t("grad"),
    sign: "∇",
    explanation: t(
      "How much the loss pulls at the weights: the length of the gradient over all of them. Close to 0 nothing is learned here; a sudden jump warns of a run that gets lost.",
    ),
    briefSigns: 5,
    format: formatMeasured,
    brief: formatMeasured,
    scale: logOver(1e-5, 10),
    tick: roundText,
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
    explanation: t(
      "The mean square of a layer's outputs: how much it adds to what follows. The bar “energy” beside a block compares its paths by it.",
    ),
    format: formatMeasured,
    brief: formatMeasured,
    scale: logOver(1e-4, 100),
    tick: roundText,
  },
  {
    id: "weight",
    source: "live",
    title: t("Weight norm"),
    word: t("|w|"),
    sign: "w",
    explanation: t(
      "The length of all weights and biases of a layer as one arrow. It grows as the layer learns.",
    ),
    format: formatMeasured,
    brief: formatMeasured,
    scale: logOver(0.1, 1000),
    tick: roundText,
  },
  {
    id: "update",
    source: "live",
    title: t("Update-to-weight ratio"),
    word: t("update"),
    sign: "Δ",
    explanation: t(
      "How far one step moves the weights, as a part of their own length. About 0.001 is usual; far above it a step overwrites what was learned before.",
    ),
    format: formatMeasured,
    brief: formatMeasured,
    // Around 0.001 is usual; far above it a step overwrites what was learned.
    scale: { ...logOver(1e-6, 0.1), isFixed: true },
    tick: roundText,
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
    explanation: t(
      "How long one step spends in a layer, forward and backward, in milliseconds. It is measured now and then.",
    ),
    format: (value) => inMilliseconds(formatMeasured(value)),
    brief: formatMeasured,
    // From a layer that a GPU passes in a moment to a block on one processor core.
    scale: logOver(0.01, 1000),
    tick: roundText,
    unit: t("ms"),
    read: (live, id) => live.time(id),
  },
];

/** One entry a measure that is asked for. */
const askedMeasures: readonly AskedMeasure[] = [
  {
    id: "contribution",
    source: "asked",
    title: t("What a path gives"),
    word: t("gives"),
    sign: "↓",
    explanation: t(
      "How much less often the network is right without the path: zeros stand for its output, and the test images are sent through again. A path whose loss changes little is one that others can stand in for.",
    ),
    format: formatShare,
    brief: formatBriefShare,
    scale: { kind: "root", range: { from: 0, to: 1 }, isFixed: true },
    tick: (value) => unbroken(`${String(100 * value)} %`),
    read: (live, id) => live.lossWithout(id),
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
    explanation: t("How many numbers a layer learns: its weights and biases."),
    format: formatKnown,
    brief: formatBrief,
    scale: logOver(1e3, 1e6),
    tick: roundCount,
    read: ({ parameters }) => (parameters === 0 ? null : parameters),
  },
  {
    id: "multiplyAdds",
    source: "static",
    title: t("Multiply-adds"),
    word: t("multiply-adds"),
    sign: "×",
    explanation: t(
      "How many multiplications, each with an addition, one image costs. It tells how much computing a layer needs.",
    ),
    format: formatKnown,
    brief: formatBrief,
    scale: logOver(1e4, 1e8),
    tick: roundCount,
    read: ({ multiplyAdds }) => (multiplyAdds === 0 ? null : multiplyAdds),
  },
  {
    id: "receptiveField",
    source: "static",
    title: t("Receptive field"),
    word: t("field"),
    sign: "□",
    explanation: t(
      "How many pixels of the input, in height and in width, one output can see; where these differ, the larger.",
    ),
    format: (value) =>
      value === null || value === undefined ? "–" : t("{0} px", formatCount(value)),
    brief: formatBrief,
    scale: logOver(1, 1000),
    tick: roundText,
    unit: t("px"),
    read: ({ receptiveField }) => Math.max(...receptiveField.size),
  },
];

export const colorings: readonly Coloring[] = registry("colorings", [
  ...measures,
  ...timedMeasures,
  ...staticMeasures,
  ...askedMeasures,
]);

/** The coloring of that id, or the first. */
export function measureOf(id: string): Coloring {
  const found = colorings.find((measure) => measure.id === id) ?? colorings[0];
  if (found === undefined) throw new Error("There is no measure to draw.");
  return found;
}

/** What a measure says of a node now; null where it says nothing. */
export function readMeasure(measure: Coloring, node: NetworkNode, live: LiveValues): number | null {
  if (measure.source === "static") return measure.read(node);
  if (measure.source === "timed" || measure.source === "asked") return measure.read(live, node.id);
  const value = live.latest(node.id)?.[measure.id] ?? null;
  return value !== null && Number.isFinite(value) ? value : null;
}

function logOver(from: number, to: number): MeasureScale {
  return { kind: "log", range: { from, to }, isFixed: false };
}
