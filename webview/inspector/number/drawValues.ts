import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { formatMeasured } from "../../words/format.js";

/** Numbers on a grid, row by row. */
export interface Values {
  readonly numbers: readonly (number | null)[];
  readonly columns: number;
  /** The size that is painted fully. */
  readonly reach: number;
  /** One that is marked; null for none. */
  readonly marked: number | null;
  /** What a screen reader says of it. */
  readonly label: string;
}

interface Cell {
  readonly number: number | null;
  readonly place: number;
}

/** Of a larger grid the numbers would be too small to be read: it has its colors alone. */
const mostWritten = 9;
/** The text stays readable on it. */
const fullTint = 42;

/**
 * Numbers as tinted cells, those of the padding empty.
 *
 *     div.values-grid.NAME[role=img] > span ×n
 */
export function drawValues(parent: HtmlSelection, name: string, values: Values): void {
  const { numbers, columns, reach, marked, label } = values;
  const isWritten = numbers.length <= mostWritten;
  const cells = childOf(parent, "div", name)
    .classed("values-grid", true)
    .classed("is-written", isWritten)
    .attr("role", "img")
    .attr("aria-label", label)
    .style("grid-template-columns", `repeat(${columns}, auto)`)
    .selectAll<HTMLSpanElement, Cell>("span")
    .data(
      numbers.map((number, place) => ({ number, place })),
      ({ place }) => place,
    )
    .join("span")
    .classed("is-padding", ({ number }) => number === null)
    .classed("is-marked", ({ place }) => place === marked)
    .style("background", ({ number }) => tintOf(number ?? 0, reach));
  updateText(cells, ({ number }) => (isWritten && number !== null ? formatMeasured(number) : ""));
}

function tintOf(number: number, reach: number): string {
  const share = reach === 0 ? 0 : Math.min(1, Math.abs(number) / reach);
  const tone = number < 0 ? "--number-negative" : "--number-positive";
  return `color-mix(in srgb, var(${tone}) ${(fullTint * share).toFixed(1)}%, transparent)`;
}

/** The largest size among numbers. */
export function reachOf(numbers: readonly (number | null)[]): number {
  return numbers.reduce<number>((most, number) => Math.max(most, Math.abs(number ?? 0)), 0);
}
