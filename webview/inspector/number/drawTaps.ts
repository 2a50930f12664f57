import type { Derived } from "../../../model/asking/derivation/derivation.js";
import { placeIn } from "../../../model/asking/derivation/grid.js";
import { dropChild, type HtmlSelection } from "../../marks/dom.js";
import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { Table } from "../parts/drawTable.js";
import { drawTableDetails } from "../parts/drawTableDetails.js";

/** More rows than one reads. */
const mostTaps = 64;

/** The numbers under a window for who opens them: of a sum those of the channel that gives most. */
export function drawTaps(frame: HtmlSelection, derived: Derived): void {
  const table = tableOf(derived);
  if (table === null) dropChild(frame, "numbers-of");
  else drawTableDetails(frame, [derived], () => table);
}

function tableOf({ derivation, channel }: Derived): Table | null {
  if (!("patch" in derivation)) return null;
  const { patch } = derivation;
  const part = derivation.kind === "products" ? derivation.parts[0] : undefined;
  const inputs = derivation.kind === "products" ? (part?.inputs ?? []) : derivation.inputs;
  const weights = part?.weights ?? null;
  return {
    caption: t("Under the window in channel {0}", part?.channel ?? channel),
    columns: [
      ...[t("Row"), t("Column"), t("Input")],
      ...(weights === null ? [] : [t("Weight"), t("Product")]),
    ],
    rows: inputs.slice(0, mostTaps).map((input, tap) => {
      const { row, column } = placeIn(patch, tap);
      const weight = weights?.[tap];
      return {
        id: String(tap),
        cells: [
          ...[String(row + 1), String(column + 1)],
          input === null ? t("padding") : formatMeasured(input),
          ...(weight === undefined
            ? []
            : [formatMeasured(weight), formatMeasured((input ?? 0) * weight)]),
        ],
      };
    }),
  };
}
