import type { SeenImage } from "../../../model/asking/seenImage.js";
import { tileUrl } from "../../marks/bitmap.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import type { ChosenImage } from "../../state/seeing/chosenImage.js";
import type { Standing } from "../../state/longQuestion.js";
import { isLookAt } from "../../state/seeing/looks.js";
import { standingOf } from "../../state/seeing/standing.js";
import { formatCount } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { drawToolButtons } from "../toolButtons.js";
import { drawLikeliest } from "./drawLikeliest.js";
import { drawPreparation } from "./drawPreparation.js";
import { drawWays } from "./drawWays.js";
import type { SeeingActions, SeeingBar } from "./seeingActions.js";
import { searchText, nameOf, spokenAnswer, titleOf, verdictOf } from "./seeingTexts.js";

/**
 * The image that goes through the network, what that takes it for, and the way to others.
 *
 *     section
 *       img.thumbnail
 *       div.what > p.title, p.verdict, p.step
 *       ol.likeliest > li ×3 > span.class, span.bar, span.percent
 *       div.ways > div.moves > button.tool ×2; button.random, button.mistake, select, input
 *       div.search > span.reached, button.cancel
 *       p.standing, p.unseen[role=status]
 *       div.ends > button.tool
 */
export function drawSeeingBar(bar: HtmlSelection, shown: SeeingBar, actions: SeeingActions): void {
  const seen = shown.state.seen?.image ?? null;
  bar.classed("is-slow", shown.state.isSlow);
  drawThumbnail(bar, shown.chosen, seen);
  drawWhat(childOf(bar, "div", "what"), shown.chosen, seen);
  drawLikeliest(childOf(bar, "ol", "likeliest"), seen);
  drawWays(childOf(bar, "div", "ways"), shown, actions);
  drawSearch(childOf(bar, "div", "search"), shown.search, actions);
  const standing = standingIn(shown);
  updateText(childOf(bar, "p", "standing"), () => standing);
  const look = shown.state.seen?.look;
  const isNewest = look !== undefined && isLookAt(look, shown.chosen);
  // At work the numbers change every other second; they are read out where the image changes.
  updateText(childOf(bar, "p", "unseen").attr("role", "status"), () =>
    seen === null ? standing : isNewest ? spokenAnswer(shown.chosen, seen) : "",
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
  const prepared = shown.chosen.own === null ? null : shown.own.prepared;
  drawPreparation(childOf(bar, "ol", "preparation"), prepared, actions.decide);
}

/** What a person is told: of what they did last first. */
function standingIn({ remark, search, own, chosen, state, testSet }: SeeingBar): string {
  const failed = search.kind === "failed" ? search.message : "";
  const told = [remark, failed, own.problem, standingOf(state, testSet)];
  if (chosen.own !== null && own.prepared?.isBlank === true) {
    told.push(t("It is of one color: there is nothing to be seen on it."));
  }
  if (chosen.own !== null && own.prepared?.isAnimated === true) {
    told.push(t("It moves; its first picture is taken."));
  }
  return told.find((text) => text !== "") ?? "";
}

function drawThumbnail(bar: HtmlSelection, chosen: ChosenImage, seen: SeenImage | null): void {
  const image = childOf(bar, "img", "thumbnail").attr("hidden", seen === null ? "" : null);
  if (seen === null) return;
  updateAttribute(image, "src", () => tileUrl(seen.image));
  updateAttribute(image, "alt", () => nameOf(chosen, seen));
}

function drawWhat(what: HtmlSelection, chosen: ChosenImage, seen: SeenImage | null): void {
  what.attr("hidden", seen === null ? "" : null);
  if (seen === null) return;
  const { isRight, text } = verdictOf(seen);
  updateText(childOf(what, "p", "title"), () => titleOf(seen, chosen));
  updateText(childOf(what, "p", "verdict").classed("is-wrong", isRight === false), () => text);
  // The run goes on, and one may look back through it: what is seen is of the newest weights.
  updateText(childOf(what, "p", "step"), () => t("at step {0}", formatCount(seen.step)));
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
