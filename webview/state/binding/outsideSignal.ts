import { signal, type ReadonlySignal } from "@preact/signals-core";

/**
 * What lies outside of the page's own state, as a signal: `read` gives it, `listen` hears of its
 * changes and returns what ends that. It listens only while someone watches the signal, so it ends
 * with the drawings of the page; what `peek` gives without them may be old.
 */
export function outsideSignal<T>(
  read: () => T,
  listen: (changed: () => void) => () => void,
  isSame: (a: T, b: T) => boolean = Object.is,
): ReadonlySignal<T> {
  const update = (): void => {
    const next = read();
    if (!isSame(next, outside.peek())) outside.value = next;
  };
  let end: (() => void) | undefined;
  const outside = signal(read(), {
    watched() {
      end = listen(update);
      update();
    },
    unwatched() {
      end?.();
    },
  });
  return outside;
}
