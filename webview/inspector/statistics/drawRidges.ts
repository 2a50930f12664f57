import { area, curveStep } from "d3";
import {
  edgesOf,
  histogramBinCount,
  histogramEdges,
  nearZeroBin,
} from "../../../model/run/histogramBins.js";
import { markOf, type SvgSelection } from "../../marks/dom.js";
import { formatCount, withMinus } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { round } from "../../layout/band.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import type { Cell } from "../../state/choices.js";
import { makeGridPad } from "../parts/gridPad.js";
import { fullHeightOf, readingText, type Ridge } from "./histogramView.js";

const width = 300;
const [top, ridgeHeight, rowHeight, axisHeight] = [4, 40, 9, 18];
/** Room for the steps, beside the rows that they belong to. */
const gutter = 46;
const binWidth = (width - gutter) / histogramBinCount;

export interface RidgeChart {
  readonly title: string;
  readonly ridges: readonly Ridge[];
  /** What is read out. */
  readonly chosen: Cell;
}

/**
 * The distributions of a layer's values over a run, the newest in front.
 *
 *     svg.ridges[role=slider]
 *       g.axis > line.zero, text.tick ×n
 *       g.rows > path.ridge[data-step] ×n
 *       g.steps > text ×1–2
 *       circle.reading
 */
export function drawRidges(
  svg: SvgSelection,
  chart: RidgeChart,
  choose: (cell: Cell) => void,
): void {
  const { ridges, chosen, title } = chart;
  const bottom = top + ridgeHeight + Math.max(0, ridges.length - 1) * rowHeight;
  const height = bottom + axisHeight;
  svg.attr("viewBox", `0 0 ${width} ${height}`);
  drawAxis(svg, bottom);
  drawRows(svg, ridges);
  drawReading(svg, chart);
  drawSteps(svg, ridges);
  makeGridPad(
    svg,
    {
      rows: ridges.length,
      columns: histogramBinCount,
      chosen,
      label: title,
      text: readingText(ridges, chosen),
      followsPointer: true,
      // A row reaches from half a row above its baseline to half a row below.
      rowsBetween: [
        (baselineOf(0) - rowHeight / 2) / height,
        (baselineOf(ridges.length) - rowHeight / 2) / height,
      ],
      columnsBetween: [0, (width - gutter) / width],
    },
    choose,
  );
}

function baselineOf(row: number): number {
  return top + ridgeHeight + row * rowHeight;
}

function drawAxis(svg: SvgSelection, bottom: number): void {
  const axis = markOf(svg, "g", "axis").attr("aria-hidden", "true");
  const zero = (nearZeroBin + 0.5) * binWidth;
  markOf(axis, "line", "zero").attr("x1", zero).attr("x2", zero).attr("y1", top).attr("y2", bottom);
  const ticks = axis
    .selectAll<SVGTextElement, Tick>("text.tick")
    .data(tickMarks, ({ label }) => label)
    .join("text")
    .attr("class", "tick")
    .attr("x", ({ x }) => x)
    .attr("y", bottom + axisHeight - 5)
    .text(({ label }) => label);
  ticks.attr("text-anchor", "middle");
}

interface Tick {
  readonly label: string;
  readonly x: number;
}

/** At edges that a person knows: ±1, and one in between that shows that the axis is logarithmic. */
const tickMarks: readonly Tick[] = [
  { label: "−1", value: -1 },
  { label: "−2⁻⁸", value: -(2 ** -8) },
  { label: "2⁻⁸", value: 2 ** -8 },
  { label: "1", value: 1 },
].map(({ label, value }) => ({ label, x: round((histogramEdges.indexOf(value) + 1) * binWidth) }));

function drawRows(svg: SvgSelection, ridges: readonly Ridge[]): void {
  const full = fullHeightOf(ridges);
  const shape = area<number>()
    .x((_, bin) => (bin + 0.5) * binWidth)
    .y0(0)
    .y1((share) => -ridgeHeight * Math.min(1, Number.isFinite(share) ? share / full : 0))
    .curve(curveStep)
    .digits(1);
  const rows = markOf(svg, "g", "rows")
    .selectAll<SVGPathElement, Ridge>("path.ridge")
    .data(ridges, ({ step }) => step)
    .join("path")
    .order()
    .attr("class", (_, row) => (row === ridges.length - 1 ? "ridge newest" : "ridge"))
    .attr("data-step", ({ step }) => step)
    .attr("transform", (_, row) => `translate(0,${baselineOf(row)})`);
  updateAttribute(rows, "d", ({ shares }) => shape(shares) ?? "");
}

function drawReading(svg: SvgSelection, { ridges, chosen }: RidgeChart): void {
  const share = ridges[chosen.row]?.shares[chosen.column] ?? 0;
  const up = ridgeHeight * Math.min(1, share / fullHeightOf(ridges));
  const mark = markOf(svg, "circle", "reading").attr("r", 3);
  updateAttribute(mark, "cx", () => String(round((chosen.column + 0.5) * binWidth)));
  updateAttribute(mark, "cy", () => String(round(baselineOf(chosen.row) - up)));
}

function drawSteps(svg: SvgSelection, ridges: readonly Ridge[]): void {
  const last = ridges.length - 1;
  const labels = last === 0 ? [0] : [0, last];
  const marks = markOf(svg, "g", "steps")
    .selectAll<SVGTextElement, number>("text")
    .data(labels, (row) => (row === last ? "newest" : "oldest"))
    .join("text")
    .attr("x", width - gutter + 4)
    .attr("y", baselineOf);
  updateText(marks, (row) => {
    const step = formatCount(ridges[row]?.step ?? 0);
    return row === 0 ? t("step {0}", step) : step;
  });
}

/** The axis in words, for the note under the charts. */
export function axisNote(): string {
  const [, smallest] = edgesOf(nearZeroBin);
  return t(
    "Each bin is twice as wide as the one nearer to zero; the middle bin holds all below {0} and is cut off where it would be higher than the rest.",
    withMinus(smallest.toExponential(1)),
  );
}
