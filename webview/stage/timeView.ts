import { computed } from "@preact/signals-core";
import type { HtmlSelection } from "../marks/dom.js";
import { drawOnChange } from "../state/binding/frame.js";
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
  type TimeActions,
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

function bindPlace(bar: HtmlSelection, timeline: Timeline, actions: TimeActions): void {
  const { place, moments, shown, held, isLive } = timeline;
  const widest = settled(() => {
    const { started, steps } = held.value;
    return {
      step: Math.max(started?.totalSteps ?? 0, steps.at(-1)?.step ?? 0),
      epoch: Math.max(started?.config.epochs ?? 0, steps.at(-1)?.epoch ?? 0),
    };
  });
  const at = computed(() => {
    const last = shown.value.steps.at(-1);
    return {
      step: place.value ?? last?.step ?? 0,
      epoch: last?.epoch ?? null,
      isPast: place.value !== null,
      widest: widest.value,
    };
  });
  const marks = settled(() => timeMarksOf(held.value));
  drawOnChange(
    () => [moments.value, at.value, marks.value, isLive.value] as const,
    ([all, moment, known, live]) => {
      drawMoment(bar, moment);
      if (all === null) return;
      // A number that is read out with every step of the run would leave no rest.
      const spoken = moment.isPast ? momentText(moment) : live ? t("Live") : t("End");
      const shownPlace = moment.isPast ? moment.step : null;
      drawTimeLine(bar, { moments: all, marks: known, place: shownPlace, spoken }, actions);
    },
  );
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
