import { childOf, type HtmlSelection, type SvgSelection } from "../dom.js";
import { outcomeLine } from "../export/outcome.js";
import { t } from "../l10n.js";
import type { TabActions } from "./tab.js";

const formats = ["svg", "png"] as const;

/**
 * The buttons that save a picture of the tab.
 *
 *     div.picture-buttons > button ×2
 *     p.outcome
 */
export function drawPictureButtons(
  parent: HtmlSelection,
  svg: SvgSelection,
  name: string,
  { savePicture }: TabActions,
): void {
  if (savePicture === undefined) return;
  childOf(parent, "div", "picture-buttons")
    .selectAll<HTMLButtonElement, (typeof formats)[number]>("button")
    .data(formats, (format) => format)
    .join((enter) =>
      enter
        .append("button")
        .attr("type", "button")
        .attr("class", "link")
        .text((format) => t("Save as {0}", format.toUpperCase())),
    )
    .on("click", (_event, format) => {
      const picture = svg.node();
      if (picture !== null) savePicture(picture, { name, format, line });
    });
  const line = outcomeLine(parent);
}
