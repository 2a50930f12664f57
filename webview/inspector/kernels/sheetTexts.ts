import { formatCount, formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { LayerWeights } from "../../../model/run/layerWeights.js";
import type { Cell } from "../../state/choices.js";
import type { Fact } from "../parts/drawFacts.js";
import type { GridPart } from "../parts/gridPad.js";
import { weightsAPixel } from "./paintSheet.js";
import { placesOf, type Sheet } from "./sheet.js";
import { summarize, type WeightSummary } from "./weightSummary.js";

/** What the whole picture says, in numbers. */
export function weightFacts({ step }: LayerWeights, summary: WeightSummary): readonly Fact[] {
  return [
    { id: "weightStep", label: t("Weights after step"), value: formatCount(step) },
    {
      id: "range",
      label: t("Smallest, largest"),
      value: `${formatMeasured(summary.smallest)}, ${formatMeasured(summary.largest)}`,
    },
    { id: "mean", label: t("Mean"), value: formatMeasured(summary.mean) },
    { id: "norm", label: t("Norm"), value: formatMeasured(summary.norm) },
    ...(summary.notFinite > 0
      ? [{ id: "notFinite", label: t("Not a number"), value: formatCount(summary.notFinite) }]
      : []),
  ];
}

/** The kernel or weight that is looked at, in words. */
export function readingOf(sheet: Sheet, values: Float32Array, cell: Cell): string {
  const pair = sheet.pairAt(cell);
  if (pair === null) return t("No kernel here.");
  const places = placesOf(sheet, pair);
  const where =
    sheet.inputs === 1
      ? t("Filter {0} of {1}", pair.output + 1, sheet.outputs)
      : t("Output {0}, input {1}", pair.output + 1, pair.input + 1);
  if (sheet.kind === "matrix")
    return `${where}: ${formatMeasured(values[places[0] ?? 0] ?? Number.NaN)}`;
  const { smallest, largest, mean, norm } = summarize(values, places);
  return t(
    "{0}: {1} to {2}, mean {3}, norm {4}",
    where,
    formatMeasured(smallest),
    formatMeasured(largest),
    formatMeasured(mean),
    formatMeasured(norm),
  );
}

/** How the picture is to be read, and what of the tensor it shows. */
export function sheetNote(sheet: Sheet): string {
  const { inputs, outputs, kernel } = sheet;
  if (sheet.kind === "matrix") {
    const rows = t(
      "{0} outputs down, {1} inputs across.",
      formatCount(outputs),
      formatCount(inputs),
    );
    const several = weightsAPixel(sheet);
    return several === 1
      ? rows
      : `${rows} ${t("Each pixel shows the largest in magnitude of up to {0} weights.", several)}`;
  }
  return inputs === 1
    ? t("{0} filters of {1} × {2} weights.", outputs, ...kernel)
    : t(
        "{0} kernels of {1} × {2} weights: an output a row, an input a column.",
        formatCount(inputs * outputs),
        ...kernel,
      );
}

/** Such as "Outputs 17–32 of 128"; null where there is but one page. */
export function pageTexts(
  sheet: Sheet,
  page: GridPart,
): { readonly rows: string | null; readonly columns: string | null } {
  const { columns, rows, pageRows, pageColumns, inputs, outputs } = sheet;
  const isWrapped = inputs === 1 && sheet.kind === "kernels";
  const first = isWrapped ? page.row * columns : page.row;
  const last = isWrapped ? Math.min(outputs, first + page.rows * columns) : first + page.rows;
  return {
    rows: pageRows >= rows ? null : t("Outputs {0} to {1} of {2}", first + 1, last, outputs),
    columns:
      pageColumns >= columns
        ? null
        : t("Inputs {0} to {1} of {2}", page.column + 1, page.column + page.columns, inputs),
  };
}
