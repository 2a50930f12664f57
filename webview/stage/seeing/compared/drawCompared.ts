import type { SeenImage } from "../../../../model/asking/seenImage.js";
import { tileUrl } from "../../../marks/bitmap.js";
import { childOf, type HtmlSelection } from "../../../marks/dom.js";
import { updateAttribute, updateText } from "../../../marks/update.js";
import type { ChosenImage } from "../../../state/seeing/chosenImage.js";
import { isLookAt } from "../../../state/seeing/looks.js";
import { isAwaited, isToCome } from "../../../state/seeing/imageRequests.js";
import { sides } from "../../../state/seeing/sides.js";
import { askingText } from "../../../state/seeing/standing.js";
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
  { chosen, state, weights }: Pick<SeeingBar, "chosen" | "state" | "weights">,
  side: string,
): void {
  updateText(childOf(place, "span", "side").attr("hidden", side === "" ? "" : null), () => side);
  const seen = state.seen?.image ?? null;
  const isSlow = isAwaited(state);
  place.classed("is-slow", isSlow).classed("is-to-come", isToCome(state));
  const isNothing = seen === null && !isToCome(state) ? "" : null;
  const image = childOf(place, "img", "thumbnail").attr("hidden", isNothing);
  const what = childOf(place, "div", "what").attr("hidden", isNothing);
  // What it was stays whole until the answer comes: not its numbers under the next one's name.
  const isStanding =
    state.seen !== null && !isLookAt(state.seen.look, chosen) && !image.filter("[src]").empty();
  if (!isStanding) drawTold(what, seen, chosen);
  // Where the answer will stand, so that nothing moves when it comes.
  updateText(childOf(what, "p", "step"), () => (isSlow ? askingText() : weights));
  if (seen === null) {
    image.attr("src", null).attr("alt", "");
    return;
  }
  if (isStanding) return;
  updateAttribute(image, "src", () => tileUrl(seen.image));
  updateAttribute(image, "alt", () => nameOf(chosen, seen));
}

/** What it is, and what it is taken for. */
function drawTold(what: HtmlSelection, seen: SeenImage | null, chosen: ChosenImage): void {
  const { isRight, text } = seen === null ? { isRight: null, text: "" } : verdictOf(seen);
  const name = seen === null ? "" : titleOf(seen, chosen);
  const title = childOf(what, "p", "title");
  updateText(title, () => name);
  updateAttribute(title, "title", () => name);
  updateText(childOf(what, "p", "verdict").classed("is-wrong", isRight === false), () => text);
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
  place.attr("hidden", second === null ? "" : null);
  if (second === null) return;
  drawSeen(place, second, sides.second);
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
