import type { HtmlSelection } from "../../../marks/dom.js";
import { drawGroupedOptions } from "../../../marks/groupedOptions.js";
import { idOfWeights } from "../../../state/idOfWeights.js";
import { t } from "../../../words/l10n.js";
import type { SeeingActions, SeeingBar } from "../seeingActions.js";

/**
 * Chooses weights through which the image is sent beside those at hand; nothing where there are none.
 *
 *     select.beside            by `drawGroupedOptions`
 */
export function drawBeside(
  menu: HtmlSelection,
  { otherWeights, through }: Pick<SeeingBar, "otherWeights" | "through">,
  { sendBeside }: Pick<SeeingActions, "sendBeside">,
): void {
  const chosen = idOfWeights(through);
  const offered = otherWeights.flatMap(({ options }) => options);
  menu
    .attr("hidden", offered.length === 0 ? "" : null)
    .attr("aria-label", t("Weights to compare with"))
    .attr("title", t("Sends the image through other weights, beside those at hand"));
  const none = chosen === "" ? t("Other weights…") : t("The same weights");
  drawGroupedOptions(menu, { none, groups: otherWeights, chosen }, (id) => {
    sendBeside(offered.find((each) => each.id === id)?.weights ?? {});
  });
}
