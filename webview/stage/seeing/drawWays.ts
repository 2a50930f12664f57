import type { TestLabels } from "../../../model/asking/testLabels.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import type { ChosenImage } from "../../state/seeing/chosenImage.js";
import { t } from "../../words/l10n.js";
import { drawToolButtons } from "../toolButtons.js";
import { drawBeside } from "./compared/drawBeside.js";
import type { SeeingActions, SeeingBar } from "./seeingActions.js";

/**
 * The ways to other images.
 *
 *     div.ways > div.moves > button.tool ×2; button.random, button.mistake, select, input
 */
export function drawWays(
  ways: HtmlSelection,
  { chosen, testSet, search, state, isDrawing, otherWeights, through }: SeeingBar,
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
  drawButton(ways, "compare", t("Compare with…"), {
    isEnabled: state.seen !== null,
    act: actions.compare,
  });
  drawBeside(childOf(ways, "select", "beside"), { otherWeights, through }, actions);
  drawOwn(ways, isDrawing, actions);
  drawClasses(childOf(ways, "select", "classes"), chosen, testSet, actions);
  drawNumber(childOf(ways, "input", "example"), chosen, testSet, actions);
}

/** A button in place of the browser's own, whose words are none of ours. */
function drawOwn(
  ways: HtmlSelection,
  isDrawing: boolean,
  { take, toggleDrawing }: SeeingActions,
): void {
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
    {
      id: "draw-image",
      icon: "edit",
      label: t("Draw an image"),
      isEnabled: true,
      isPressed: isDrawing,
      act: toggleDrawing,
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

/** A picture of a person's own has no number. */
function drawNumber(
  input: HtmlSelection,
  { example, own }: ChosenImage,
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
    .property("value", own === null ? example : "")
    .on("change", (event: Event) => {
      // SAFETY: the listener is that of an input.
      const { valueAsNumber } = event.target as HTMLInputElement;
      const isNumber = Number.isFinite(valueAsNumber);
      if (!isNumber && own !== null) return;
      const asked = isNumber ? Math.round(valueAsNumber) : example;
      show(Math.min(Math.max(0, asked), last ?? Infinity));
    });
}
