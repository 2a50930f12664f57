import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { HtmlSelection } from "../marks/dom.js";
import { drawOnChange } from "../state/binding/frame.js";
import { paced } from "../state/binding/paced.js";
import type { Stores } from "../state/binding/stores.js";
import { placeAfter, placeNear } from "../state/moments.js";
import { settled } from "../state/settled.js";
import { timeMarksOf } from "../state/timeMarks.js";
import type { Timeline } from "../state/timeline.js";
import { t } from "../words/l10n.js";
import { playerOf, type Player } from "./player.js";
import {
  createTimeBar,
  drawMoment,
  drawTimeLine,
  drawTimeTools,
  momentText,
  type ShownMoment,
  type TimeActions,
  type TimeLine,
  type TimeTools,
} from "./timeBar.js";

/**
 * Binds the slider through the run. Where a run is at work its place is there before its moments are, so that
 * the picture does not move when they come; a run that measures none keeps none. Returns what ends the playing.
 */
export function bindTimeBar(
  bar: HtmlSelection,
  { timeline }: Pick<Stores, "timeline">,
): () => void {
  const { moments, isLive, isMeasuring } = timeline;
  const player = playerOf(timeline, wantsCalm);
  const actions = actionsOf(timeline, player);
  createTimeBar(bar);
  const standing = computed(() =>
    moments.value !== null ? "shown" : isMeasuring.value ? "awaited" : "absent",
  );
  drawOnChange(
    () => standing.value,
    (stands) => {
      bar.attr("data-standing", stands);
    },
  );
  const tools = settled((): TimeTools => {
    const at = timeline.place.value;
    return {
      isAtEnd: at === null,
      isAtFirst: at !== null && at <= (moments.value?.steps[0] ?? at),
      isPlaying: player.isPlaying.value,
      isLive: isLive.value,
    };
  });
  drawOnChange(
    () => tools.value,
    (value) => {
      drawTimeTools(bar, value, actions);
    },
  );
  bindPlace(bar, timeline, actions);
  return player.pause;
}

/** The line under a run at work moves no faster than this: every drawing of it is painted. */
const liveLineMs = 500;

function bindPlace(bar: HtmlSelection, timeline: Timeline, actions: TimeActions): void {
  const drawn = paced(
    placeSignalOf(timeline),
    liveLineMs,
    // What a person does is seen at once.
    (told, next) =>
      next.moment.isPast || told.moment.isPast || (told.line === null) !== (next.line === null),
  );
  drawOnChange(
    () => drawn.value,
    ({ moment, line }) => {
      drawMoment(bar, moment);
      if (line !== null) drawTimeLine(bar, line, actions);
    },
  );
}

/** What is drawn of the place that is looked at. */
interface DrawnPlace {
  readonly moment: ShownMoment;
  /** Null before there are moments. */
  readonly line: TimeLine | null;
}

function placeSignalOf({
  place,
  moments,
  shown,
  held,
  isLive,
}: Timeline): ReadonlySignal<DrawnPlace> {
  const marks = settled(() => timeMarksOf(held.value));
  const widest = settled(() => {
    const { started, steps } = held.value;
    return {
      step: Math.max(started?.totalSteps ?? 0, steps.at(-1)?.step ?? 0),
      epoch: Math.max(started?.config.epochs ?? 0, steps.at(-1)?.epoch ?? 0),
    };
  });
  return computed(() => {
    const last = shown.value.steps.at(-1);
    const isPast = place.value !== null;
    const step = place.value ?? last?.step ?? 0;
    const moment = { step, epoch: last?.epoch ?? null, isPast, widest: widest.value };
    // A number that is read out with every step of the run would leave no rest.
    const spoken = isPast ? momentText(moment) : isLive.value ? t("Live") : t("End");
    const all = moments.value;
    const line =
      all === null
        ? null
        : { moments: all, marks: marks.value, place: isPast ? step : null, spoken };
    return { moment, line };
  });
}

/** Who takes a step by hand does not want it played on. */
function actionsOf({ moments, place, lookAt }: Timeline, player: Player): TimeActions {
  return {
    togglePlaying: player.toggle,
    go: (way) => {
      player.pause();
      const all = moments.peek();
      if (all !== null) lookAt(placeAfter(all, place.peek(), way));
    },
    slideTo: (step) => {
      player.pause();
      const all = moments.peek();
      if (all !== null) lookAt(placeNear(all, step));
    },
  };
}

/** VS Code says it of itself, beside the system. */
function wantsCalm(): boolean {
  return (
    document.body.classList.contains("vscode-reduce-motion") ||
    window.matchMedia("(prefers-reduced-motion: reduce)").matches
  );
}
