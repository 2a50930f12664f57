import { signal, type ReadonlySignal } from "@preact/signals-core";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of an element in whole pixels, kept up to date as long as the page lives. */
export function sizeOf(element: Element): ReadonlySignal<Size> {
  const size = signal<Size>(measure(element));
  new ResizeObserver(() => {
    const next = measure(element);
    const { width, height } = size.peek();
    if (next.width !== width || next.height !== height) size.value = next;
  }).observe(element);
  return size;
}

function measure({ clientWidth, clientHeight }: Element): Size {
  return { width: clientWidth, height: clientHeight };
}

/** Whether a media query holds. */
export function mediaOf(query: string): ReadonlySignal<boolean> {
  const list = window.matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener("change", () => {
    matches.value = list.matches;
  });
  return matches;
}
