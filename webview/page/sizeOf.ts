import type { ReadonlySignal } from "@preact/signals-core";
import { outsideSignal } from "../state/binding/outsideSignal.js";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of an element in whole pixels. */
export function sizeOf(element: Element): ReadonlySignal<Size> {
  return outsideSignal<Size>(
    () => ({ width: element.clientWidth, height: element.clientHeight }),
    (changed) => {
      const observer = new ResizeObserver(changed);
      observer.observe(element);
      return () => {
        observer.disconnect();
      };
    },
    (a, b) => a.width === b.width && a.height === b.height,
  );
}

/** Whether a media query holds. */
export function mediaOf(query: string): ReadonlySignal<boolean> {
  const list = window.matchMedia(query);
  return outsideSignal(
    () => list.matches,
    (changed) => {
      list.addEventListener("change", changed);
      return () => {
        list.removeEventListener("change", changed);
      };
    },
  );
}
