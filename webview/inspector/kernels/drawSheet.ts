import type { PerAxis } from "../../../model/network/spec.js";
import {
  childOf,
  dropChild,
  markOf,
  svgOf,
  type HtmlSelection,
  type SvgSelection,
} from "../../marks/dom.js";
import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import type { LayerWeights } from "../../../model/run/layerWeights.js";
import { bitmapUrl, type Rgb } from "../../marks/bitmap.js";
import type { Cell } from "../../state/choices.js";
import { drawFacts } from "../parts/drawFacts.js";
import { makeGridPad, type GridPart } from "../parts/gridPad.js";
import { drawPager } from "./drawPager.js";
import { paintKernels, paintMatrix } from "./paintSheet.js";
import { normalizationFacts } from "./normalizationFacts.js";
import { cellWithin, pageOf, sheetOf, type Sheet } from "./sheet.js";
import { readingOf, sheetNote, weightFacts } from "./sheetTexts.js";
import { summarize, type WeightSummary } from "./weightSummary.js";

/** The height of a matrix's row on the screen, as long as all of them fit. */
const [mostRowHeight, mostHeight] = [10, 340];

export interface SheetPicture {
  readonly weights: LayerWeights;
  readonly chosen: Cell;
  readonly palette: readonly Rgb[];
  readonly title: string;
}

/**
 * A layer's weights as pictures.
 *
 *     dl.facts
 *     div.pager ×0–2
 *     svg.sheet[role=slider] > image.weights, path.lines, rect.cell
 *     p.reading
 *     div.scale > span.low, svg.scale-bar > image, span.high
 *     p.note
 *     div.normalization > dl.facts                 of the output at hand, where its sums are normalized
 */
export function drawSheet(
  frame: HtmlSelection,
  { weights, chosen: asked, palette, title }: SheetPicture,
  choose: (cell: Cell) => void,
): SvgSelection {
  const sheet = sheetOf(weights);
  const chosen = cellWithin(sheet, asked);
  const summary = summarizeOnce(weights);
  const page = pageOf(sheet, chosen);
  drawFacts(childOf(frame, "div", "weight-facts"), weightFacts(weights, summary));
  drawPager(frame, { sheet, page, chosen }, choose);
  const svg = svgOf(frame, "sheet");
  const reading = readingOf(sheet, weights.values, chosen);
  drawPixels(svg, { sheet, page, weights, summary, palette });
  drawCell(svg, sheet, page, chosen);
  makeGridPad(
    svg,
    { rows: sheet.rows, columns: sheet.columns, chosen, label: title, text: reading, window: page },
    choose,
  );
  updateText(childOf(frame, "p", "reading"), () => reading);
  drawScale(childOf(frame, "div", "scale"), summary.reach, palette);
  updateText(childOf(frame, "p", "note"), () => sheetNote(sheet));
  const facts = normalizationFacts(weights, sheet.pairAt(chosen)?.output ?? null);
  if (facts.length === 0) dropChild(frame, "normalization");
  else drawFacts(childOf(frame, "div", "normalization"), facts);
  return svg;
}

/** A tensor is read once and looked at many times. */
const summaries = new WeakMap<LayerWeights, WeightSummary>();

function summarizeOnce(weights: LayerWeights): WeightSummary {
  const known = summaries.get(weights) ?? summarize(weights.values);
  summaries.set(weights, known);
  return known;
}

function drawPixels(
  svg: SvgSelection,
  {
    sheet,
    page,
    weights: { values },
    summary: { reach },
    palette,
  }: Pick<SheetPicture, "weights" | "palette"> & {
    readonly sheet: Sheet;
    readonly page: GridPart;
    readonly summary: WeightSummary;
  },
): void {
  const { kernel } = sheet;
  const [height, width] = [page.rows * kernel[0], page.columns * kernel[1]];
  const isMatrix = sheet.kind === "matrix";
  const bitmap = isMatrix
    ? paintMatrix(sheet, values, reach)
    : paintKernels(sheet, page, values, reach);
  svg.attr("viewBox", `0 0 ${width} ${height}`).attr("preserveAspectRatio", "none");
  svg.style("aspect-ratio", isMatrix ? "auto" : `${width} / ${height}`);
  svg.style("height", isMatrix ? `${Math.min(mostHeight, page.rows * mostRowHeight)}px` : "auto");
  const image = markOf(svg, "image", "weights")
    .attr("preserveAspectRatio", "none")
    .attr("width", width)
    .attr("height", height);
  updateAttribute(image, "href", () => bitmapUrl(bitmap, palette));
  updateAttribute(markOf(svg, "path", "lines"), "d", () => (isMatrix ? "" : linesOf(page, kernel)));
}

function drawCell(
  svg: SvgSelection,
  { kernel: [height, width] }: Sheet,
  page: GridPart,
  { row, column }: Cell,
): void {
  const cell = markOf(svg, "rect", "cell").attr("width", width).attr("height", height);
  updateAttribute(cell, "x", () => String((column - page.column) * width));
  updateAttribute(cell, "y", () => String((row - page.row) * height));
}

/** Between two kernels, so that each is seen as one picture. */
function linesOf({ rows, columns }: GridPart, [height, width]: PerAxis): string {
  const across = Array.from(
    { length: rows - 1 },
    (_, row) => `M0,${(row + 1) * height}H${columns * width}`,
  );
  const down = Array.from(
    { length: columns - 1 },
    (_, column) => `M${(column + 1) * width},0V${rows * height}`,
  );
  return [...across, ...down].join("");
}

function drawScale(scale: HtmlSelection, reach: number, palette: readonly Rgb[]): void {
  updateText(childOf(scale, "span", "low"), () => formatMeasured(-reach));
  const bar = svgOf(scale, "scale-bar")
    .attr("role", "img")
    .attr(
      "aria-label",
      t("Color scale from {0} over 0 to {1}", formatMeasured(-reach), formatMeasured(reach)),
    )
    .attr("viewBox", "0 0 255 1")
    .attr("preserveAspectRatio", "none");
  const pixels = Uint8Array.from({ length: 255 }, (_, level) => level);
  const image = markOf(bar, "image", "levels").attr("width", 255).attr("height", 1);
  image.attr("preserveAspectRatio", "none");
  updateAttribute(image, "href", () => bitmapUrl({ height: 1, width: 255, pixels }, palette));
  updateText(childOf(scale, "span", "high"), () => formatMeasured(reach));
}
