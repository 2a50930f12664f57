import { effect } from "@preact/signals-core";

/**
 * Draws what `read` gives whenever a signal that it reads changes, at most once a frame.
 * Returns what ends it.
 */
export function drawOnChange<T>(read: () => T, draw: (value: T) => void): () => void {
  let newest: { readonly value: T } | null = null;
  let frame = 0;
  const end = effect(() => {
    newest = { value: read() };
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (newest !== null) draw(newest.value);
    });
  });
  return () => {
    end();
    cancelAnimationFrame(frame);
  };
}
