import type { ReadonlySignal } from "@preact/signals-core";
import { outsideSignal } from "./outside.js";

/**
 * Follows a signal, but not faster than a person reads: it changes with the first change after a rest,
 * then with one of its source once so many milliseconds went by. The newest value comes in the end,
 * when the source has rested that long. As `outsideSignal`, it follows only while someone watches it.
 */
export function paced<T>(source: ReadonlySignal<T>, everyMs: number): ReadonlySignal<T> {
  return outsideSignal(
    () => source.peek(),
    (changed) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let changedAt = -Infinity;
      const change = (): void => {
        changedAt = performance.now();
        changed();
      };
      const endFollowing = source.subscribe(() => {
        clearTimeout(timer);
        // Not when the time is over, but with the next change: what is drawn then is drawn in one frame.
        if (performance.now() >= changedAt + everyMs) change();
        else timer = setTimeout(change, everyMs);
      });
      return () => {
        endFollowing();
        clearTimeout(timer);
      };
    },
  );
}
