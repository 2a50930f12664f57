import { effect } from "@preact/signals-core";

/** What ends the drawings of the page that is built. */
const ends = new Set<() => void>();

/** Ends all drawings, before the page is built anew. */
export function endDrawing(): void {
  for (const end of ends) end();
}

/**
 * Draws what `read` gives whenever a signal that it reads changes, at most once a frame.
 * Returns what ends it.
 */
export function drawOnChange<T>(read: () => T, draw: (value: T) => void): () => void {
  let newest: { readonly value: T } | null = null;
  let frame = 0;
  const endEffect = effect(() => {
    newest = { value: read() };
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (newest !== null) draw(newest.value);
    });
  });
  const end = (): void => {
    ends.delete(end);
    endEffect();
    cancelAnimationFrame(frame);
  };
  ends.add(end);
  return end;
}
