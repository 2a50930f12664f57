import type { ChosenImage } from "../../state/seeing/chosenImage.js";
import { isAwaited, type SeenState } from "../../state/seeing/imageRequests.js";
import { isLookAt } from "../../state/seeing/looks.js";
import type { OwnState } from "../../state/seeing/ownPicture.js";
import { sides } from "../../state/seeing/sides.js";
import { askingText, faultOf, mapsApartText } from "../../state/seeing/standing.js";
import { t } from "../../words/l10n.js";
import type { SeeingBar } from "./seeingActions.js";
import { spokenAnswer } from "./seeingTexts.js";

/** At work the numbers change every other second; they are read out where an image changes. */
export function spokenIn({ chosen, state, second }: SeeingBar): string {
  const spokenOf = (image: ChosenImage, { seen }: SeenState): string =>
    seen !== null && isLookAt(seen.look, image) ? spokenAnswer(image, seen.image) : "";
  if (state.seen === null && isAwaited(state)) return askingText();
  const first = spokenOf(chosen, state);
  const other = second === null ? "" : spokenOf(second.chosen, second.state);
  return other === "" ? first : t("{0} Compared with {1}", first, other);
}

/** What a person is told, but for what they wait for, which stands where it will come: of what they did last first. */
export function standingIn(shown: SeeingBar): string {
  const { remark, search, own, chosen, state, testSet } = shown;
  const failed = search.kind === "failed" ? search.message : "";
  const told = [
    ...[remark, failed, own.problem, faultOf(state.problem, testSet)],
    faultOfSecond(shown),
    ...(chosen.own === null ? [] : remarksOn(own)),
    remarkOnSecond(shown),
  ];
  return told.find((text) => text !== "") ?? "";
}

function faultOfSecond({ second, testSet }: SeeingBar): string {
  if (second === null) return "";
  const { problem } = second.own;
  const fault = problem === "" ? faultOf(second.state.problem, testSet) : problem;
  return fault === "" ? "" : t("{0}: {1}", sides.second, fault);
}

function remarksOn({ prepared }: OwnState): readonly string[] {
  return [
    prepared?.isBlank === true ? t("It is of one color: there is nothing to be seen on it.") : "",
    prepared?.isAnimated === true ? t("It moves; its first picture is taken.") : "",
  ];
}

function remarkOnSecond({ second }: SeeingBar): string {
  if (second === null) return "";
  if (second.isFirst) {
    return t("This image is kept as {0}: choose another one to compare with it.", sides.second);
  }
  if (!second.isKept) {
    return t("{0} is too large to be kept: it is gone once this page is hidden.", sides.second);
  }
  return second.hasPairs ? "" : mapsApartText();
}
