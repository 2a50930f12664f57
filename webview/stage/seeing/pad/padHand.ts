import { drawingSide, type Spot } from "../../../state/seeing/drawing.js";

/** What a hand does on the pad. */
export interface HandActions {
  readonly begin: (at: Spot) => void;
  readonly extend: (to: Spot) => void;
  readonly lift: () => void;
  readonly isDown: () => boolean;
  /** Where the pen is, on paper or over it, and by what it is led; null where it is away. */
  readonly move: (hand: Hand | null) => void;
}

export interface Hand {
  readonly at: Spot;
  readonly isDown: boolean;
  readonly isByKeys: boolean;
}

/** How far a key leads the pen. */
const keyStep = 25;

const ways: Readonly<Record<string, Spot>> = {
  ArrowLeft: { x: -keyStep, y: 0 },
  ArrowRight: { x: keyStep, y: 0 },
  ArrowUp: { x: 0, y: -keyStep },
  ArrowDown: { x: 0, y: keyStep },
};

/** Draws with mouse, pen or a finger, one at a time, and with keys: arrows lead the pen, Space sets it down and lifts it. */
export function listenToHand(paper: HTMLElement, actions: HandActions): void {
  drawByPointer(paper, actions);
  drawByKeys(paper, actions);
}

function drawByPointer(
  paper: HTMLElement,
  { begin, extend, lift, isDown, move }: HandActions,
): void {
  let drawing: number | null = null;
  const spotOf = ({ clientX, clientY }: PointerEvent): Spot => {
    const { left, top, width, height } = paper.getBoundingClientRect();
    return {
      x: ((clientX - left) / width) * drawingSide,
      y: ((clientY - top) / height) * drawingSide,
    };
  };
  const tell = (event: PointerEvent): void => {
    move({ at: spotOf(event), isDown: isDown(), isByKeys: false });
  };
  paper.addEventListener("pointerdown", (event) => {
    // A hand that rests on the paper is not the pen.
    if (drawing !== null || event.button !== 0) return;
    drawing = event.pointerId;
    paper.setPointerCapture(event.pointerId);
    begin(spotOf(event));
    tell(event);
  });
  paper.addEventListener("pointermove", (event) => {
    if (event.pointerId === drawing) {
      const moves = event.getCoalescedEvents();
      for (const each of moves.length === 0 ? [event] : moves) extend(spotOf(each));
    }
    if (drawing === null || event.pointerId === drawing) tell(event);
  });
  for (const kind of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
    paper.addEventListener(kind, (event) => {
      if (event.pointerId !== drawing) return;
      drawing = null;
      lift();
      tell(event);
    });
  }
  paper.addEventListener("pointerleave", () => {
    if (drawing === null) move(null);
  });
}

function drawByKeys(paper: HTMLElement, { begin, extend, lift, isDown, move }: HandActions): void {
  let at: Spot = { x: drawingSide / 2, y: drawingSide / 2 };
  paper.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    if (event.key === " ") {
      if (isDown()) lift();
      else begin(at);
    } else if (way !== undefined) {
      at = { x: clamped(at.x + way.x), y: clamped(at.y + way.y) };
      extend(at);
    } else return;
    event.preventDefault();
    move({ at, isDown: isDown(), isByKeys: true });
  });
  paper.addEventListener("blur", () => {
    if (isDown()) lift();
    move(null);
  });
}

function clamped(value: number): number {
  return Math.min(Math.max(value, 0), drawingSide);
}
