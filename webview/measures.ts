import { scaleLinear, scaleLog } from "d3";
import type { NodeStatistics } from "../model/run/events.js";
import { formatMeasured, formatShare } from "./format.js";

/** A live number of a node, and how it is written and drawn. */
export interface Measure {
  readonly id: keyof NodeStatistics;
  readonly title: string;
  /** In front of the number, where there is room for a word. */
  readonly word: string;
  /** In front of the number, where there is room for one sign; the legend explains it. */
  readonly sign: string;
  readonly format: (value: number | null | undefined) => string;
  /** The length of its bar, 0 to 1. The domain is fixed, so that a change of one node moves no other. */
  fraction(value: number): number;
  /** The ends of the bar, for the legend. */
  readonly ends: readonly [string, string];
}

const activationScale = scaleLog([1e-3, 10], [0, 1]).clamp(true);
const gradientScale = scaleLog([1e-5, 10], [0, 1]).clamp(true);
const deadScale = scaleLinear([0, 1], [0, 1]).clamp(true);

/** One entry a measure: drawing, legend, menu and inspector follow from it. */
export const measures: readonly Measure[] = [
  {
    id: "activation",
    title: "Mean absolute activation",
    word: "mean |a|",
    sign: "a",
    format: formatMeasured,
    fraction: (value) => (value > 0 ? activationScale(value) : 0),
    ends: ["0.001", "10"],
  },
  {
    id: "dead",
    title: "Dead ReLU channels",
    word: "dead",
    sign: "†",
    format: formatShare,
    fraction: (value) => deadScale(value),
    ends: ["0 %", "100 %"],
  },
  {
    id: "gradient",
    title: "Gradient norm",
    word: "grad",
    sign: "∇",
    format: formatMeasured,
    fraction: (value) => (value > 0 ? gradientScale(value) : 0),
    ends: ["1e−5", "10"],
  },
];

/** The measure of that id, or the first. */
export function measureOf(id: string): Measure {
  const found = measures.find((measure) => measure.id === id) ?? measures[0];
  if (found === undefined) throw new Error("There is no measure to draw.");
  return found;
}
