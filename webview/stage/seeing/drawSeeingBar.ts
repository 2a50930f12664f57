import type { PreparedPicture } from "../../../model/asking/preparedPicture.js";
import { childOf, dropChild, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import type { Standing } from "../../state/longQuestion.js";
import { isAwaited, isToCome } from "../../state/seeing/imageRequests.js";
import { sides } from "../../state/seeing/sides.js";
import { t } from "../../words/l10n.js";
import { drawToolButtons } from "../toolButtons.js";
import { drawSecond, drawSeen } from "./compared/drawCompared.js";
import { drawComparedClasses } from "./compared/drawComparedClasses.js";
import { drawLikeliest } from "./drawLikeliest.js";
import { drawPreparation } from "./drawPreparation.js";
import { drawWays } from "./drawWays.js";
import type { SeeingActions, SeeingBar } from "./seeingActions.js";
import { searchText } from "./seeingTexts.js";
import { spokenIn, standingIn } from "./toldOfImages.js";

/**
 * The image that goes through the network, what that takes it for, and the way to others.
 *
 *     section
 *       div.first, div.second     by `drawSeen`, `drawSecond`
 *       ol.likeliest              by `drawLikeliest`; table.compared-classes by `drawComparedClasses`
 *       div.ways                  by `drawWays`
 *       div.search > span.reached, button.cancel
 *       p.standing, p.unseen[role=status]
 *       div.ends > button.tool
 *       ol.preparation ×2         by `drawPreparation`
 */
export function drawSeeingBar(bar: HtmlSelection, shown: SeeingBar, actions: SeeingActions): void {
  const { second } = shown;
  const seen = shown.state.seen?.image ?? null;
  const seenSecond = second?.state.seen?.image ?? null;
  bar.classed("is-comparing", second !== null);
  const side = second === null ? "" : sides.first;
  drawSeen(childOf(bar, "div", "first"), shown, side);
  drawSecond(childOf(bar, "div", "second"), second, actions);
  const likeliest = childOf(bar, "ol", "likeliest").classed("is-slow", isAwaited(shown.state));
  drawLikeliest(likeliest, seenSecond === null ? seen : null, isToCome(shown.state));
  drawComparedClasses(childOf(bar, "table", "compared-classes"), seen, seenSecond);
  drawWays(childOf(bar, "div", "ways"), shown, actions);
  drawSearch(childOf(bar, "div", "search"), shown.search, actions);
  const standing = standingIn(shown);
  updateText(childOf(bar, "p", "standing"), () => standing);
  const spoken = spokenIn(shown);
  updateText(childOf(bar, "p", "unseen").attr("role", "status"), () =>
    [standing, spoken].filter((text) => text !== "").join(" "),
  );
  drawToolButtons(childOf(bar, "div", "ends"), [
    {
      id: "close-image",
      icon: "close",
      label: t("Take the image away"),
      isEnabled: true,
      act: actions.close,
    },
  ]);
  drawPreparations(bar, shown, actions);
}

/** How the picture was prepared, and the second of two where there are two. */
function drawPreparations(
  bar: HtmlSelection,
  { second, ...first }: SeeingBar,
  { decide, decideSecond }: SeeingActions,
): void {
  const isOne = second === null;
  const own = childOf(bar, "ol", "preparation").classed("steps", true);
  own.attr("data-side", isOne ? null : sides.first);
  drawPreparation(own, preparedOf(first), decide, isOne ? nameOfSteps() : nameOfSteps(sides.first));
  if (isOne) {
    dropChild(bar, "second-preparation");
    return;
  }
  const other = childOf(bar, "ol", "second-preparation").classed("steps", true);
  other.attr("data-side", sides.second);
  drawPreparation(other, preparedOf(second), decideSecond, nameOfSteps(sides.second));
}

function preparedOf({ chosen, own }: Pick<SeeingBar, "chosen" | "own">): PreparedPicture | null {
  return chosen.own === null ? null : own.prepared;
}

function nameOfSteps(side?: string): string {
  return side === undefined
    ? t("How the picture is prepared")
    : t("How picture {0} is prepared", side);
}

function drawSearch(line: HtmlSelection, search: Standing, { cancel }: SeeingActions): void {
  const isAsking = search.kind === "asking";
  const isKnown = isAsking && search.of > 0;
  line.attr("hidden", isAsking ? null : "");
  updateText(childOf(line, "span", "reached").attr("role", "status"), () =>
    isAsking ? searchText(search) : "",
  );
  childOf(line, "progress", "share")
    .attr("aria-label", t("Looking at the test set …"))
    .attr("max", isKnown ? search.of : null)
    .attr("value", isKnown ? search.done : null);
  childOf(line, "button", "cancel").attr("type", "button").text(t("Cancel")).on("click", cancel);
}
