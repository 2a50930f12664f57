import type { Derivation } from "../../../model/asking/derivation/derivation.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { t } from "../../words/l10n.js";
import { drawValues, reachOf } from "./drawValues.js";

type Pool = Extract<Derivation, { readonly kind: "largest" | "mean" }>;

/**
 * What a pool sees of its channel, the largest marked where that wins.
 *
 *     div.pool > div.inputs
 */
export function drawPool(frame: HtmlSelection, pool: Pool): void {
  const { patch, inputs } = pool;
  drawValues(childOf(frame, "div", "pool"), "inputs", {
    ...{ numbers: inputs, columns: patch.width, reach: reachOf(inputs) },
    marked: pool.kind === "largest" ? pool.winner : null,
    label: t("Input under the window, {0} × {1}", patch.height, patch.width),
  });
}
