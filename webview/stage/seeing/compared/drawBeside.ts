import type { HtmlSelection } from "../../../marks/dom.js";
import { drawGroupedOptions } from "../../../marks/groupedOptions.js";
import { idOfWeights } from "../../../state/idOfWeights.js";
import type { Beside } from "../../../state/seeing/besides.js";
import { t } from "../../../words/l10n.js";
import type { SeeingActions, SeeingBar } from "../seeingActions.js";

const titles: Readonly<Record<Beside["kind"], string>> = {
  moment: t("Moments of this run"),
  run: t("Other runs"),
};

/**
 * Chooses weights through which the image is sent beside those at hand; nothing where there are none.
 *
 *     select.beside            by `drawGroupedOptions`
 */
export function drawBeside(
  menu: HtmlSelection,
  { besides, through }: Pick<SeeingBar, "besides" | "through">,
  { sendBeside }: Pick<SeeingActions, "sendBeside">,
): void {
  const chosen = idOfWeights(through);
  menu
    .attr("hidden", besides.length === 0 ? "" : null)
    .attr("aria-label", t("Weights to compare with"))
    .attr("title", t("Sends the image through other weights, beside those at hand"));
  const groups = (["moment", "run"] as const).map((kind) => ({
    title: titles[kind],
    options: besides.filter((each) => each.kind === kind),
  }));
  const none = chosen === "" ? t("Other weights…") : t("The same weights");
  drawGroupedOptions(menu, { none, groups, chosen }, (id) => {
    sendBeside(besides.find((each) => each.id === id)?.weights ?? {});
  });
}
