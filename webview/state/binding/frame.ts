import { effect } from "@preact/signals-core";

interface Drawing {
  isDue: boolean;
  readonly draw: () => void;
  readonly end: () => void;
}

/** The drawings of the page that is built, in the order in which they were bound. */
const drawings = new Set<Drawing>();
let frame = 0;

/** Ends all drawings, before the page is built anew. */
export function endDrawing(): void {
  for (const { end } of drawings) end();
}

/**
 * Draws what `read` gives whenever a signal that it reads changes, at most once a frame. All drawings
 * share one frame, in the order in which they were bound; what a drawing changes for a later one is
 * drawn with it. So nobody sees a picture without its numbers, and the browser lays the page out once.
 * Returns what ends it.
 */
export function drawOnChange<T>(read: () => T, draw: (value: T) => void): () => void {
  let newest: { readonly value: T } | null = null;
  const drawing: Drawing = {
    isDue: false,
    draw() {
      if (newest !== null) draw(newest.value);
    },
    end() {
      drawings.delete(drawing);
      endEffect();
    },
  };
  drawings.add(drawing);
  const endEffect = effect(() => {
    newest = { value: read() };
    drawing.isDue = true;
    askForFrame();
  });
  return drawing.end;
}

function askForFrame(): void {
  if (frame === 0) frame = requestAnimationFrame(drawFrame);
}

function drawFrame(): void {
  for (const drawing of drawings) {
    if (!drawing.isDue) continue;
    drawing.isDue = false;
    try {
      drawing.draw();
    } catch (error) {
      // What fails is told, and takes no other with it.
      reportError(error);
    }
  }
  frame = 0;
  // What changed for an earlier one waits, so that drawings which cause each other cannot hold the page.
  if ([...drawings].some(({ isDue }) => isDue)) askForFrame();
}
