import { scaleLinear } from "d3";
import { childOf, markOf, svgOf, type HtmlSelection, type SvgSelection } from "../marks/dom.js";
import { updateAttribute, updateText } from "../marks/update.js";
import { t } from "../words/l10n.js";
import { momentTitle } from "../words/momentTitle.js";
import type { Moments, Place, Way } from "../state/moments.js";
import type { TimeMarks } from "../state/timeMarks.js";
import { drawToolButtons, type ToolButton } from "./toolButtons.js";

/** So many units wide are the marks, whatever their place on a screen. */
const marksWidth = 1000;

/** What the buttons depend on. */
export interface TimeTools {
  /** Whether one looks at the run as it stands. */
  readonly isAtEnd: boolean;
  readonly isAtFirst: boolean;
  readonly isPlaying: boolean;
  /** Whether the end of the run so far is not its last. */
  readonly isLive: boolean;
}

export interface TimeLine {
  readonly moments: Moments;
  readonly marks: TimeMarks;
  readonly place: Place;
  /** What a screen reader says of the place. */
  readonly spoken: string;
}

/** The step that is looked at. */
export interface ShownMoment {
  readonly step: number;
  /** Null where it is not known. */
  readonly epoch: number | null;
  readonly isPast: boolean;
  /** Whose text is the longest: what stands beside it does not move. */
  readonly widest: { readonly step: number; readonly epoch: number };
}

export interface TimeActions {
  readonly go: (way: Way) => void;
  /** To the moment that is nearest to a step. */
  readonly slideTo: (step: number) => void;
  readonly togglePlaying: () => void;
}

/**
 * A slider through the run, and what steps and plays through it: in this order, whatever is drawn first.
 *
 *     div[role=group]
 *       div.time-tools > button.tool ×5                                          by `drawTimeTools`
 *       div.time-line > input.time[type=range], svg.time-marks > path ×2   by `drawTimeLine`
 *       span.moment > span.codicon, span.looking, span.when, span.widest         by `drawMoment`
 *       button.to-end                                                            by `drawTimeTools`
 */
export function createTimeBar(bar: HtmlSelection): void {
  bar.attr("role", "group").attr("aria-label", t("Through the run"));
  childOf(bar, "div", "time-tools");
  childOf(bar, "div", "time-line");
  const moment = childOf(bar, "span", "moment");
  childOf(moment, "span", "codicon").classed("codicon-history", true).attr("aria-hidden", "true");
  childOf(moment, "span", "looking").text(t("looking back"));
  childOf(bar, "button", "to-end").attr("type", "button");
}

export function drawTimeTools(
  bar: HtmlSelection,
  shown: TimeTools,
  { go, togglePlaying }: TimeActions,
): void {
  const { isAtEnd, isAtFirst, isPlaying, isLive } = shown;
  const way = (id: Way, icon: string, label: string, isEnabled: boolean): ToolButton => ({
    ...{ id, icon, label, isEnabled },
    act: () => {
      go(id);
    },
  });
  drawToolButtons(childOf(bar, "div", "time-tools"), [
    {
      id: "play",
      icon: isPlaying ? "debug-pause" : "play",
      label: isPlaying ? t("Stop playing") : t("Play the run from here, or from its beginning"),
      isEnabled: true,
      act: togglePlaying,
    },
    way("previousEpoch", "debug-reverse-continue", t("Previous epoch (PageDown)"), !isAtFirst),
    way("previous", "chevron-left", t("Previous moment (←)"), !isAtFirst),
    way("next", "chevron-right", t("Next moment (→)"), !isAtEnd),
    way("nextEpoch", "debug-continue", t("Next epoch (PageUp)"), !isAtEnd),
  ]);
  const toEnd = childOf(bar, "button", "to-end")
    .attr("aria-pressed", String(isAtEnd))
    .attr(
      "title",
      isLive
        ? t("The run as it stands, and as it goes on (End)")
        : t("The run as it stood at its end (End)"),
    )
    .on("click", () => {
      go("end");
    });
  updateText(toEnd, () => (isLive ? t("Live") : t("End")));
}

export function drawTimeLine(bar: HtmlSelection, shown: TimeLine, actions: TimeActions): void {
  const line = childOf(bar, "div", "time-line");
  const { moments, place, spoken } = shown;
  const slider = childOf(line, "input", "time");
  for (const [name, value] of [
    ["type", "range"],
    ["aria-label", t("Moment of the run")],
    ["min", moments.steps[0] ?? 0],
    ["max", moments.end],
    ["aria-valuetext", spoken],
  ] as const) {
    updateAttribute(slider, name, () => String(value));
  }
  slider.property("value", place ?? moments.end);
  listenToSlider(slider, actions);
  drawMarks(svgOf(line, "time-marks"), shown);
}

function listenToSlider(slider: HtmlSelection, { go, slideTo, togglePlaying }: TimeActions): void {
  slider
    .on("input", (event: Event) => {
      // SAFETY: the listener is that of an input.
      slideTo(Number((event.target as HTMLInputElement).value));
    })
    .on("keydown", (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey } = event;
      const way = wayOf[key];
      if (ctrlKey || metaKey || altKey) return;
      if (way !== undefined) go(way);
      else if (key === " ") togglePlaying();
      else return;
      event.preventDefault();
    });
}

/** As every slider has them; a page is an epoch. */
const wayOf: Readonly<Partial<Record<string, Way>>> = {
  ArrowLeft: "previous",
  ArrowDown: "previous",
  ArrowRight: "next",
  ArrowUp: "next",
  PageDown: "previousEpoch",
  PageUp: "nextEpoch",
  Home: "first",
  End: "end",
};

/** Under the way of the slider's thumb: a path for all marks of a kind, so that new ones are no new elements. */
function drawMarks(svg: SvgSelection, { marks, moments }: TimeLine): void {
  const { steps, end } = moments;
  const first = steps[0] ?? 0;
  const places = scaleLinear([first, end], [0, marksWidth]);
  const pathOf = (of: readonly number[]): string =>
    of
      .filter((step) => step > first && step < end)
      .map((step) => `M${places(step).toFixed(1)},0v1`)
      .join("");
  for (const [name, value] of [
    ["viewBox", `0 0 ${marksWidth} 1`],
    ["preserveAspectRatio", "none"],
    ["aria-hidden", "true"],
  ] as const) {
    updateAttribute(svg, name, () => value);
  }
  updateAttribute(markOf(svg, "path", "epochs"), "d", () => pathOf(marks.epochs));
  updateAttribute(markOf(svg, "path", "sizes"), "d", () => pathOf(marks.sizes));
  updateText(markOf(svg, "title", "of-marks"), () =>
    marks.sizes.length === 0
      ? t("Marks: an epoch ends.")
      : t("Thin marks: an epoch ends. Thick marks: the images get another size."),
  );
}

/** Such as "step 120, epoch 2". */
export function momentText({ step, epoch }: Pick<ShownMoment, "step" | "epoch">): string {
  return momentTitle(step, epoch);
}

export function drawMoment(bar: HtmlSelection, shown: ShownMoment): void {
  const part = childOf(bar, "span", "moment");
  if (part.classed("is-past") !== shown.isPast) part.classed("is-past", shown.isPast);
  updateAttribute(part, "title", () =>
    shown.isPast
      ? t("All numbers and colors are those of then; the run itself may be further.")
      : t("All numbers and colors are the newest that the run has."),
  );
  updateText(childOf(part, "span", "when"), () => momentText(shown));
  updateText(childOf(part, "span", "widest").attr("aria-hidden", "true"), () =>
    momentText(shown.widest),
  );
}
