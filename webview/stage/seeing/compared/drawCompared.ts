import type { SeenImage } from "../../../../model/asking/seenImage.js";
import { tileUrl } from "../../../marks/bitmap.js";
import { childOf, type HtmlSelection } from "../../../marks/dom.js";
import { updateAttribute, updateText } from "../../../marks/update.js";
import { sides } from "../../../state/seeing/sides.js";
import { t } from "../../../words/l10n.js";
import { drawToolButtons } from "../../toolButtons.js";
import type { SecondImage, SeeingActions, SeeingBar } from "../seeingActions.js";
import { nameOf, titleOf, verdictOf } from "../seeingTexts.js";

/**
 * One of the images that go through the network, and what that takes it for.
 *
 *     place > span.side, img.thumbnail, div.what > p.title, p.verdict, p.step
 */
export function drawSeen(
  place: HtmlSelection,
  { chosen, weights }: Pick<SeeingBar, "chosen" | "weights">,
  seen: SeenImage | null,
  side: string,
): void {
  updateText(childOf(place, "span", "side").attr("hidden", side === "" ? "" : null), () => side);
  const isUnknown = seen === null ? "" : null;
  const image = childOf(place, "img", "thumbnail").attr("hidden", isUnknown);
  const what = childOf(place, "div", "what").attr("hidden", isUnknown);
  if (seen === null) return;
  updateAttribute(image, "src", () => tileUrl(seen.image));
  updateAttribute(image, "alt", () => nameOf(chosen, seen));
  const { isRight, text } = verdictOf(seen);
  const title = childOf(what, "p", "title");
  updateText(title, () => titleOf(seen, chosen));
  updateAttribute(title, "title", () => titleOf(seen, chosen));
  updateText(childOf(what, "p", "verdict").classed("is-wrong", isRight === false), () => text);
  updateText(childOf(what, "p", "step"), () => weights);
}

/**
 * The second of two images.
 *
 *     div.second
 *       …                 by `drawSeen`
 *       div.second-tools > button.tool ×2
 */
export function drawSecond(
  place: HtmlSelection,
  second: SecondImage | null,
  { swap, endComparing }: SeeingActions,
): void {
  place
    .attr("hidden", second === null ? "" : null)
    .classed("is-slow", second?.state.isSlow === true);
  if (second === null) return;
  drawSeen(place, second, second.state.seen?.image ?? null, sides.second);
  drawToolButtons(childOf(place, "div", "second-tools"), [
    {
      id: "swap-images",
      icon: "arrow-swap",
      label: t("Swap the two images"),
      isEnabled: second.canSwap,
      act: swap,
    },
    {
      id: "end-comparing",
      icon: "close",
      label: t("End the comparison"),
      isEnabled: true,
      act: endComparing,
    },
  ]);
}
