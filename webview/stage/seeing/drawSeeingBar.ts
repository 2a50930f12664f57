import type { SeenImage } from "../../../model/asking/seenImage.js";
import type { TestLabels } from "../../../model/asking/testLabels.js";
import { tileUrl } from "../../marks/bitmap.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import type { ChosenImage } from "../../state/seeing/chosenImage.js";
import type { OwnState, PreparationChoices } from "../../state/seeing/ownPicture.js";
import type { Standing } from "../../state/longQuestion.js";
import { isLookAt } from "../../state/seeing/seeing.js";
import type { SeenState } from "../../state/seeing/imageRequests.js";
import { standingOf } from "../../state/seeing/standing.js";
import { formatCount, formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { drawToolButtons } from "../toolButtons.js";
import { drawPreparation } from "./drawPreparation.js";
import { likeliestOf, type Likely } from "./likeliest.js";
import { searchText, nameOf, spokenAnswer, titleOf, verdictOf } from "./seeingTexts.js";

export interface SeeingBar {
  readonly chosen: ChosenImage;
  readonly testSet: TestLabels | null;
  readonly state: SeenState;
  /** How looking for a mistake stands. */
  readonly search: Standing;
  readonly own: OwnState;
  /** What came of the last search, where it led to no image. */
  readonly remark: string;
}

export interface SeeingActions {
  readonly show: (example: number) => void;
  readonly goWithin: (label: number | null) => void;
  readonly previous: () => void;
  readonly next: () => void;
  readonly random: () => void;
  readonly mistake: () => void;
  readonly take: (files: readonly File[]) => void;
  readonly decide: (choices: Partial<PreparationChoices>) => void;
  readonly cancel: () => void;
  readonly close: () => void;
}

const toldClasses = 3;

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

function drawLikeliest(list: HtmlSelection, seen: SeenImage | null): void {
  const rows = list
    .attr("hidden", seen === null ? "" : null)
    .attr("aria-label", t("What the network takes it for"))
    .selectAll<HTMLLIElement, Likely>("li")
    .data(seen === null ? [] : likeliestOf(seen, toldClasses), ({ label }) => label)
    .join((enter) => {
      const row = enter.append("li");
      row.append("span").attr("class", "class");
      row.append("span").attr("class", "bar").append("span");
      row.append("span").attr("class", "percent");
      return row;
    })
    .order()
    .classed("is-label", ({ label }) => label === seen?.label);
  updateText(
    rows.select<HTMLElement>(".class").attr("title", ({ name }) => name),
    ({ name }) => name,
  );
  rows
    .select<HTMLElement>(".bar > span")
    .style("inline-size", ({ probability }) => `${(100 * probability).toFixed(1)}%`);
  updateText(rows.select<HTMLElement>(".percent"), ({ probability }) => formatShare(probability));
}

function drawWays(
  ways: HtmlSelection,
  { chosen, testSet, search }: SeeingBar,
  actions: SeeingActions,
): void {
  const isEnabled = testSet !== null;
  drawToolButtons(childOf(ways, "div", "moves"), [
    {
      id: "previous-image",
      icon: "arrow-left",
      label: t("Previous image"),
      isEnabled,
      act: actions.previous,
    },
    { id: "next-image", icon: "arrow-right", label: t("Next image"), isEnabled, act: actions.next },
  ]);
  drawButton(ways, "random", t("Random"), { isEnabled, act: actions.random });
  drawButton(ways, "mistake", t("One it gets wrong"), {
    isEnabled: isEnabled && search.kind !== "asking",
    act: actions.mistake,
  });
  drawFileChoice(ways, actions);
  drawClasses(childOf(ways, "select", "classes"), chosen, testSet, actions);
  drawNumber(childOf(ways, "input", "example"), chosen, testSet, actions);
}

/** A button in place of the browser's own, whose words are none of ours. */
function drawFileChoice(ways: HtmlSelection, { take }: SeeingActions): void {
  const input = childOf(ways, "input", "file")
    .attr("type", "file")
    .attr("hidden", "")
    .attr("accept", "image/png,image/jpeg,image/webp")
    .attr("aria-label", t("Your own picture…"))
    .on("change", (event: Event) => {
      // SAFETY: the listener is that of an input.
      const chooser = event.target as HTMLInputElement;
      take([...(chooser.files ?? [])]);
      // The same file may be chosen again.
      chooser.value = "";
    });
  drawToolButtons(childOf(ways, "div", "files"), [
    {
      id: "own-picture",
      icon: "device-camera",
      label: t("Your own picture…"),
      isEnabled: true,
      act: () => {
        input.node()?.click();
      },
    },
  ]);
}

function drawButton(
  parent: HtmlSelection,
  name: string,
  text: string,
  { isEnabled, act }: { readonly isEnabled: boolean; readonly act: () => void },
): void {
  childOf(parent, "button", name)
    .attr("type", "button")
    .attr("aria-disabled", isEnabled ? null : "true")
    .text(text)
    .on("click", () => {
      if (isEnabled) act();
    });
}

interface ClassChoice {
  /** Empty for all. */
  readonly value: string;
  readonly text: string;
}

function drawClasses(
  menu: HtmlSelection,
  { within }: ChosenImage,
  testSet: TestLabels | null,
  { goWithin }: SeeingActions,
): void {
  const choices: readonly ClassChoice[] = [
    { value: "", text: t("All classes") },
    ...(testSet?.classNames ?? []).map((text, place) => ({ value: String(place), text })),
  ];
  menu
    .attr("aria-label", t("Class of the images"))
    .attr("title", t("Class of the images"))
    .selectAll<HTMLOptionElement, ClassChoice>("option")
    .data(choices, ({ value }) => value)
    .join("option")
    .attr("value", ({ value }) => value)
    .text(({ text }) => text);
  menu.property("value", within === null ? "" : String(within)).on("change", (event: Event) => {
    // SAFETY: the listener is that of a menu.
    const { value } = event.target as HTMLSelectElement;
    goWithin(value === "" ? null : Number(value));
  });
}

function drawNumber(
  input: HtmlSelection,
  { example }: ChosenImage,
  testSet: TestLabels | null,
  { show }: SeeingActions,
): void {
  const last = testSet === null ? null : Math.max(0, testSet.labels.length - 1);
  input
    .attr("type", "number")
    .attr("min", 0)
    .attr("max", last)
    .attr("aria-label", t("Number of the test image"))
    .attr("title", t("Number of the test image"))
    .property("value", example)
    .on("change", (event: Event) => {
      // SAFETY: the listener is that of an input.
      const { valueAsNumber } = event.target as HTMLInputElement;
      const asked = Number.isFinite(valueAsNumber) ? Math.round(valueAsNumber) : example;
      show(Math.min(Math.max(0, asked), last ?? Infinity));
    });
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
