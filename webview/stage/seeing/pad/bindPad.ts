import { signal } from "@preact/signals-core";
import { elementOf, type HtmlSelection } from "../../../marks/dom.js";
import { drawOnChange } from "../../../state/binding/frame.js";
import type { Stores } from "../../../state/binding/stores.js";
import type { Strokes } from "../../../state/seeing/drawing.js";
import type { DrawingPad } from "../../../state/seeing/drawingPad.js";
import { inksFor } from "../../../state/seeing/inks.js";
import { newestWhenReady } from "../../../state/seeing/newestWhenReady.js";
import { drawPad, type PadActions } from "./drawPad.js";
import { listenToHand, type Hand } from "./padHand.js";
import { paintDrawing, pngOf } from "./paintDrawing.js";

/**
 * Binds the drawing pad: what is drawn goes through the network while one draws, a picture at a time, then the
 * newest. `leave` takes the focus where the pad goes away. Returns what ends the sending.
 */
export function bindPad(
  place: HtmlSelection,
  { runs, view, seeing }: Pick<Stores, "runs" | "view" | "seeing">,
  leave: () => void,
): () => void {
  const { pad } = seeing;
  const hand = signal<Hand | null>(null);
  let canvas: HTMLCanvasElement | null = null;
  // What was drawn before a reload went through the network already.
  let sent: Strokes = pad.drawing.peek().strokes;
  let wasOpen = pad.isOpen.peek();
  const sending = newestWhenReady(
    () => seeing.isAnswered.value,
    async () => {
      const png = canvas === null ? null : await pngOf(canvas);
      if (png !== null && pad.isOpen.peek()) await seeing.ownPicture.draw(png);
    },
  );
  const actions = actionsOf(pad, () => {
    const hadFocus = elementOf(place).contains(elementOf(place).ownerDocument.activeElement);
    view.isDrawing.value = false;
    if (hadFocus) leave();
  });
  elementOf(place).addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (event.key === "Escape") actions.close();
    else if (isUndo) actions.undo();
    else return;
    event.preventDefault();
    // What is around it goes away with Escape as well.
    event.stopPropagation();
  });
  const begin = (paper: HTMLCanvasElement): void => {
    listenToHand(paper, {
      begin: (at) => {
        pad.begin(at);
      },
      extend: (to) => {
        pad.extend(to);
      },
      lift: () => {
        pad.lift();
      },
      isDown: () => pad.isDown,
      move: (next) => {
        hand.value = next;
      },
    });
  };
  drawOnChange(
    () => ({
      isOpen: pad.isOpen.value,
      drawing: pad.drawing.value,
      pen: pad.pen.value,
      channels: runs.graph.value?.input[0] ?? 1,
      hand: hand.value,
    }),
    ({ isOpen, drawing, pen, channels, hand: at }) => {
      place.attr("hidden", isOpen ? null : "");
      const isNew = isOpen && !wasOpen;
      wasOpen = isOpen;
      if (!isOpen) return;
      const paper = drawPad(place, { drawing, pen, inks: inksFor(channels), hand: at }, actions);
      if (paper !== canvas) begin(paper);
      if (paper !== canvas || drawing.strokes !== sent) paintDrawing(paper, drawing.strokes);
      canvas = paper;
      if (drawing.strokes !== sent || (isNew && drawing.strokes.length > 0)) sending.ask();
      sent = drawing.strokes;
      if (isNew) paper.focus();
    },
  );
  return sending.end;
}

function actionsOf(pad: DrawingPad, close: () => void): PadActions {
  return {
    chooseInk: (ink) => {
      pad.pen.value = { ...pad.pen.peek(), ink };
    },
    chooseWidth: (width) => {
      pad.pen.value = { ...pad.pen.peek(), width };
    },
    undo: () => {
      pad.undo();
    },
    clear: () => {
      pad.clear();
    },
    close,
  };
}
