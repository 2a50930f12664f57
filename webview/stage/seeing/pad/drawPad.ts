import { childOf, elementOf, type HtmlSelection } from "../../../marks/dom.js";
import { updateText } from "../../../marks/update.js";
import { canUndo, drawingSide, type Drawing, type Pen } from "../../../state/seeing/drawing.js";
import { penWidths } from "../../../state/seeing/drawingPad.js";
import { inkOf, type Ink, type InkId } from "../../../state/seeing/inks.js";
import { t } from "../../../words/l10n.js";
import { drawToolButtons } from "../../toolButtons.js";
import type { Hand } from "./padHand.js";
import { pictureSide } from "./paintDrawing.js";

export interface Pad {
  readonly drawing: Drawing;
  readonly pen: Pen;
  readonly inks: readonly Ink[];
  readonly hand: Hand | null;
}

export interface PadActions {
  readonly chooseInk: (ink: InkId) => void;
  readonly chooseWidth: (width: number) => void;
  readonly undo: () => void;
  readonly clear: () => void;
  readonly close: () => void;
}

const helpId = "pad-help";

/**
 * A sheet of paper and the pens for it; what is drawn is painted by `paintDrawing`.
 *
 *     section.pad
 *       div.pad-head > span.name, div.pad-tools > button.tool ×3
 *       div.pens > label.width > span, input[type=range]; div.inks[role=radiogroup] > label ×n > input, span.swatch
 *       div.sheet-room > div.sheet > canvas.paper[role=application], span.nib
 *       p.unseen ×2
 */
export function drawPad(place: HtmlSelection, pad: Pad, actions: PadActions): HTMLCanvasElement {
  place.attr("aria-label", t("Drawing pad"));
  const head = childOf(place, "div", "pad-head");
  updateText(childOf(head, "span", "name"), () => t("Draw an image"));
  drawTools(childOf(head, "div", "pad-tools"), pad, actions);
  drawPens(childOf(place, "div", "pens"), pad, actions);
  const sheet = childOf(childOf(place, "div", "sheet-room"), "div", "sheet");
  const canvas = childOf(sheet, "canvas", "paper")
    .attr("role", "application")
    .attr("tabindex", 0)
    .attr("aria-label", t("Drawing pad"))
    .attr("aria-describedby", helpId);
  drawNib(childOf(sheet, "span", "nib"), pad);
  updateText(childOf(place, "p", "help").classed("unseen", true).attr("id", helpId), helpText);
  updateText(childOf(place, "p", "told").classed("unseen", true).attr("role", "status"), () =>
    toldOf(pad),
  );
  // SAFETY: it was made as a canvas.
  const element = elementOf(canvas) as HTMLCanvasElement;
  if (element.width !== pictureSide) {
    element.width = pictureSide;
    element.height = pictureSide;
  }
  return element;
}

function drawTools(
  place: HtmlSelection,
  { drawing }: Pad,
  { undo, clear, close }: PadActions,
): void {
  drawToolButtons(place, [
    {
      id: "undo-stroke",
      icon: "discard",
      label: t("Take the last stroke back"),
      isEnabled: canUndo(drawing),
      act: undo,
    },
    {
      id: "clear-drawing",
      icon: "clear-all",
      label: t("Clear the drawing"),
      isEnabled: drawing.strokes.length > 0,
      act: clear,
    },
    { id: "close-pad", icon: "close", label: t("Close the pad"), isEnabled: true, act: close },
  ]);
}

/** The pen's end, as wide as it draws. */
function drawNib(nib: HtmlSelection, { hand, pen }: Pad): void {
  const share = (units: number): string => `${((100 * units) / drawingSide).toFixed(2)}%`;
  nib.attr("hidden", hand === null ? "" : null).attr("aria-hidden", "true");
  if (hand === null) return;
  nib
    .classed("is-down", hand.isDown)
    .style("left", share(hand.at.x))
    .style("top", share(hand.at.y))
    .style("width", share(pen.width));
}

function drawPens(
  place: HtmlSelection,
  { pen, inks }: Pad,
  { chooseWidth, chooseInk }: PadActions,
): void {
  const label = childOf(place, "label", "width");
  updateText(childOf(label, "span", "label"), () => t("Pen"));
  childOf(label, "input", "slider")
    .attr("type", "range")
    .attr("min", penWidths.least)
    .attr("max", penWidths.most)
    .attr("step", 10)
    .attr("aria-label", t("Width of the pen"))
    .attr("aria-valuetext", t("{0} % of the pad", Math.round((100 * pen.width) / drawingSide)))
    .property("value", pen.width)
    .on("input", (event: Event) => {
      // SAFETY: the listener is that of an input.
      chooseWidth((event.target as HTMLInputElement).valueAsNumber);
    });
  const choices = childOf(place, "div", "inks")
    .attr("role", "radiogroup")
    .attr("aria-label", t("Ink"))
    .selectAll<HTMLLabelElement, Ink>("label")
    .data(inks, ({ id }) => id)
    .join((enter) => {
      const choice = enter.append("label").attr("title", ({ name }) => name);
      choice
        .append("input")
        .attr("type", "radio")
        .attr("name", "ink")
        .attr("aria-label", ({ name }) => name);
      choice
        .append("span")
        .attr("class", ({ id }) => (id === "paper" ? "codicon codicon-eraser" : "swatch"))
        .attr("aria-hidden", "true");
      return choice;
    });
  choices
    .select<HTMLInputElement>("input")
    .property("checked", ({ id }) => id === pen.ink)
    .on("change", (_event, { id }) => {
      chooseInk(id);
    });
  choices.select<HTMLElement>(".swatch").style("background", ({ id }) => inkOf(id).color);
}

function helpText(): string {
  return t(
    "Draw with the mouse, a pen or a finger. With the keyboard, arrow keys lead the pen, Space sets it down and lifts it, Control and Z take the last stroke back, Escape closes the pad.",
  );
}

/** What a screen reader says while keys lead the pen. */
function toldOf({ hand, drawing }: Pad): string {
  if (hand?.isByKeys !== true) {
    return drawing.strokes.length === 0
      ? t("Nothing is drawn.")
      : t("Strokes drawn: {0}", drawing.strokes.length);
  }
  const [across, down] = [hand.at.x, hand.at.y].map((units) =>
    Math.round((100 * units) / drawingSide),
  );
  return hand.isDown
    ? t("Pen down, {0} % across, {1} % down", ...[across ?? 0, down ?? 0])
    : t("Pen up, {0} % across, {1} % down", ...[across ?? 0, down ?? 0]);
}
