import { childOf, type HtmlSelection, type SvgSelection } from "../../marks/dom.js";
import { outcomeLine } from "../../export/outcome.js";
import { t } from "../../words/l10n.js";
import type { TabActions } from "./tab.js";

const formats = ["svg", "png"] as const;

/** A picture that can be saved: its buttons stand in `line`, and what came of it in `section`. */
export interface SavedPicture {
  readonly section: HtmlSelection;
  readonly line: HtmlSelection;
  readonly svg: SvgSelection;
  readonly name: string;
}

/**
 * The buttons that save a picture of the tab. Beside a title they are seen while the picture has the
 * pointer or the focus: a tab has many pictures, and each is saved seldom.
 *
 *     div.picture-buttons > button ×2   in the line
 *     p.outcome                         in the section
 */
export function drawPictureButtons(
  { section, line: place, svg, name }: SavedPicture,
  { savePicture }: TabActions,
): void {
  if (savePicture === undefined) return;
  childOf(place, "div", "picture-buttons")
    .selectAll<HTMLButtonElement, (typeof formats)[number]>("button")
    .data(formats, (format) => format)
    .join((enter) =>
      enter
        .append("button")
        .attr("type", "button")
        .attr("class", "link")
        .attr("aria-label", (format) => t("Save as {0}", format.toUpperCase()))
        .attr("title", (format) => t("Save as {0}", format.toUpperCase()))
        .text((format) => format.toUpperCase()),
    )
    .on("click", (_event, format) => {
      const picture = svg.node();
      if (picture !== null) savePicture(picture, { name, format, line });
    });
  const line = outcomeLine(section);
}
