import type { ReadonlySignal } from "@preact/signals-core";
import { outsideSignal } from "./outsideSignal.js";

/**
 * Follows a signal, but not faster than a person reads: it changes with the first change after a rest,
 * then with one of its source once so many milliseconds went by, and with what cannot wait. The newest
 * value comes in the end, when the source has rested that long. As `outsideSignal`, it follows only
 * while someone watches it.
 */
export function paced<T>(
  source: ReadonlySignal<T>,
  everyMs: number,
  cannotWait: (told: T, next: T) => boolean = () => false,
): ReadonlySignal<T> {
  return outsideSignal(
    () => source.peek(),
    (changed) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let told = source.peek();
      let toldAt = -Infinity;
      const tell = (): void => {
        told = source.peek();
        toldAt = performance.now();
        changed();
      };
      const endFollowing = source.subscribe((next) => {
        clearTimeout(timer);
        // Not when the time is over, but with the next change: what is drawn then is drawn in one frame.
        const isTime = performance.now() >= toldAt + everyMs;
        if (isTime || cannotWait(told, next)) tell();
        else timer = setTimeout(tell, everyMs);
      });
      return () => {
        endFollowing();
        clearTimeout(timer);
      };
    },
  );
}
