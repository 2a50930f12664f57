import type { SeenImage } from "../../../model/asking/seenImage.js";
import type { TestLabels } from "../../../model/asking/testLabels.js";
import { tileUrl } from "../../marks/bitmap.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import type { ChosenImage } from "../../state/seeing/chosenImage.js";
import type { SeenState } from "../../state/seeing/imageRequests.js";
import { standingOf } from "../../state/seeing/standing.js";
import type { Search } from "../../state/seeing/testSet.js";
import { formatCount, formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { drawToolButtons } from "../toolButtons.js";
import { likeliestOf, type Likely } from "./likeliest.js";
import { searchText, spokenAnswer, titleOf, verdictOf } from "./seeingTexts.js";

export interface SeeingBar {
  readonly chosen: ChosenImage;
  readonly testSet: TestLabels | null;
  readonly state: SeenState;
  readonly search: Search | null;
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
  drawWhat(childOf(bar, "div", "what"), seen);
  drawLikeliest(childOf(bar, "ol", "likeliest"), seen);
  drawWays(childOf(bar, "div", "ways"), shown, actions);
  drawSearch(childOf(bar, "div", "search"), shown.search, actions);
  const standing = shown.remark === "" ? standingOf(shown.state, shown.testSet) : shown.remark;
  updateText(childOf(bar, "p", "standing"), () => standing);
  const isNewest = shown.state.seen?.look.example === shown.chosen.example;
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
}

function drawThumbnail(bar: HtmlSelection, { example }: ChosenImage, seen: SeenImage | null): void {
  const image = childOf(bar, "img", "thumbnail").attr("hidden", seen === null ? "" : null);
  if (seen === null) return;
  updateAttribute(image, "src", () => tileUrl(seen.image));
  updateAttribute(image, "alt", () => t("{0}, test image {1}", titleOf(seen), example));
}

function drawWhat(what: HtmlSelection, seen: SeenImage | null): void {
  what.attr("hidden", seen === null ? "" : null);
  if (seen === null) return;
  const { isRight, text } = verdictOf(seen);
  updateText(childOf(what, "p", "title"), () => titleOf(seen));
  updateText(childOf(what, "p", "verdict").classed("is-wrong", !isRight), () => text);
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
    isEnabled: isEnabled && search === null,
    act: actions.mistake,
  });
  drawClasses(childOf(ways, "select", "classes"), chosen, testSet, actions);
  drawNumber(childOf(ways, "input", "example"), chosen, testSet, actions);
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

function drawSearch(line: HtmlSelection, search: Search | null, { cancel }: SeeingActions): void {
  line.attr("hidden", search === null ? "" : null);
  updateText(childOf(line, "span", "reached").attr("role", "status"), () =>
    search === null ? "" : searchText(search),
  );
  childOf(line, "progress", "share")
    .attr("aria-label", t("Looking at the test set …"))
    .attr("max", search === null || search.of === 0 ? null : search.of)
    .attr("value", search === null || search.of === 0 ? null : search.done);
  childOf(line, "button", "cancel").attr("type", "button").text(t("Cancel")).on("click", cancel);
}
