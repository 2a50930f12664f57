import type { HtmlSelection } from "../../../marks/dom.js";
import { updateAttribute, updateText } from "../../../marks/update.js";
import { idOfWeights } from "../../../state/idOfWeights.js";
import type { Beside } from "../../../state/seeing/besides.js";
import { t } from "../../../words/l10n.js";
import type { SeeingActions, SeeingBar } from "../seeingActions.js";

const groups: Readonly<Record<Beside["kind"], string>> = {
  moment: t("Moments of this run"),
  run: t("Other runs"),
};

/**
 * Chooses weights through which the image is sent beside those at hand; nothing where there are none.
 *
 *     select.beside > option, optgroup ×2 > option ×n
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
  menu
    .selectAll<HTMLOptionElement, string>(":scope > option")
    .data([""])
    .join("option")
    .attr("value", "")
    .text(chosen === "" ? t("Other weights…") : t("The same weights"));
  const kinds = (["moment", "run"] as const).filter((kind) =>
    besides.some((each) => each.kind === kind),
  );
  const options = menu
    .selectAll<HTMLOptGroupElement, Beside["kind"]>(":scope > optgroup")
    .data(kinds, (kind) => kind)
    .join("optgroup")
    .attr("label", (kind) => groups[kind])
    .selectAll<HTMLOptionElement, Beside>("option")
    .data(
      (kind) => besides.filter((each) => each.kind === kind),
      ({ id }) => id,
    )
    .join("option");
  updateAttribute(options, "value", ({ id }) => id);
  updateText(options, ({ title }) => title);
  menu.property("value", chosen).on("change", () => {
    const value: unknown = menu.property("value");
    sendBeside(besides.find(({ id }) => id === value)?.weights ?? {});
  });
}
