import { signal, type ReadonlySignal } from "@preact/signals-core";
import { placeReached } from "../state/moments.js";
import type { Timeline } from "../state/timeline.js";

/** So long takes a whole run, whatever its length. */
const wholeRunMs = 10_000;
/** More in a second are not told apart, and a run at work wants the processor. */
const beatMs = 40;
/** For who wants no motion: a picture every half a second. */
const calmBeatMs = 500;

export interface Player {
  readonly isPlaying: ReadonlySignal<boolean>;
  /** Plays from where one looks to the end of the run so far, or from the first moment where that is the end. */
  readonly toggle: () => void;
  readonly pause: () => void;
}

export function playerOf(
  { moments, place, lookAt }: Pick<Timeline, "moments" | "place" | "lookAt">,
  wantsCalm: () => boolean,
): Player {
  const isPlaying = signal(false);
  let timer: ReturnType<typeof setInterval> | undefined;
  const pause = (): void => {
    clearInterval(timer);
    isPlaying.value = false;
  };
  const play = (): void => {
    const first = moments.peek()?.steps[0];
    if (first === undefined) return;
    const from = place.peek() ?? first;
    const began = performance.now();
    lookAt(from);
    isPlaying.value = true;
    timer = setInterval(
      () => {
        const all = moments.peek();
        if (all === null) {
          pause();
          return;
        }
        const played = (performance.now() - began) / wholeRunMs;
        const next = placeReached(all, from + played * (all.end - first));
        if (next !== place.peek()) lookAt(next);
        if (next === null) pause();
      },
      wantsCalm() ? calmBeatMs : beatMs,
    );
  };
  return {
    isPlaying,
    pause,
    toggle: () => {
      if (isPlaying.peek()) pause();
      else play();
    },
  };
}
