import type { Signal } from "@preact/signals-core";
import type { ChartView } from "../charts/chartView.js";
import { panWindow, stepWithin, windowOf, zoomWindow, type StepWindow } from "../charts/window.js";

interface ChartContext {
  readonly viewOf: () => ChartView;
  readonly crosshair: Signal<number | null>;
  /** The steps in sight; null for all. */
  readonly steps: Signal<StepWindow | null>;
}

/** As far as a hand moves in a click. */
const clickPixels = 4;
const zoomStep = 1.5;
const panShare = 0.2;

/**
 * Mouse, touch and keys on a chart: the pointer and the arrows read it; a drag, the wheel and plus and
 * minus zoom into steps, Shift with an arrow moves along, and a double click or 0 shows all again.
 */
export function listenToChart(frame: HTMLElement, context: ChartContext): void {
  listenToPointer(frame, context);
  listenToWheel(frame, context);
  frame.addEventListener("keydown", (event) => {
    if (handleKey(event, context)) event.preventDefault();
  });
  frame.addEventListener("blur", () => {
    context.crosshair.value = null;
  });
  frame.addEventListener("dblclick", () => {
    context.steps.value = null;
  });
}

function stepUnder(frame: HTMLElement, { viewOf }: ChartContext, clientX: number): number {
  const { chart, steps } = viewOf();
  const step = chart.layout.x.invert(clientX - frame.getBoundingClientRect().left);
  return Math.min(steps[1], Math.max(Math.max(1, steps[0]), Math.round(step)));
}

function listenToPointer(frame: HTMLElement, context: ChartContext): void {
  const brush = frame.ownerDocument.createElement("div");
  brush.className = "brush";
  brush.hidden = true;
  frame.append(brush);
  let begin: number | null = null;
  const isDrag = (clientX: number): boolean =>
    begin !== null && Math.abs(clientX - begin) > clickPixels;
  frame.addEventListener("pointerdown", ({ button, clientX, pointerId, pointerType }) => {
    // A finger scrolls the panel.
    if (button !== 0 || pointerType === "touch") return;
    begin = clientX;
    frame.setPointerCapture(pointerId);
  });
  frame.addEventListener("pointermove", ({ clientX }) => {
    context.crosshair.value = stepUnder(frame, context, clientX);
    brush.hidden = !isDrag(clientX);
    if (begin === null) return;
    const left = frame.getBoundingClientRect().left;
    brush.style.left = `${Math.min(begin, clientX) - left}px`;
    brush.style.width = `${Math.abs(clientX - begin)}px`;
  });
  frame.addEventListener("pointerup", ({ clientX }) => {
    if (begin !== null && isDrag(clientX)) {
      const [one, other] = [begin, clientX].map((x) => stepUnder(frame, context, x));
      const { lastStep } = context.viewOf();
      context.steps.value = windowOf(one ?? 0, other ?? lastStep, lastStep);
    }
    begin = null;
    brush.hidden = true;
  });
  frame.addEventListener("pointercancel", () => {
    begin = null;
    brush.hidden = true;
  });
  frame.addEventListener("pointerleave", () => {
    if (begin === null) context.crosshair.value = null;
  });
}

/** The wheel scrolls the panel, unless the chart has the focus or Ctrl is held, as a pinch does. */
function listenToWheel(frame: HTMLElement, context: ChartContext): void {
  frame.addEventListener(
    "wheel",
    (event) => {
      const hasFocus = frame.ownerDocument.activeElement === frame;
      if ((!hasFocus && !event.ctrlKey && !event.metaKey) || event.deltaY === 0) return;
      event.preventDefault();
      zoomBy(
        context,
        event.deltaY > 0 ? zoomStep : 1 / zoomStep,
        stepUnder(frame, context, event.clientX),
      );
    },
    { passive: false },
  );
}

function zoomBy({ viewOf, steps }: ChartContext, factor: number, center: number): void {
  const view = viewOf();
  steps.value = zoomWindow(view.steps, { factor, center, lastStep: view.lastStep });
}

/** Whether the key meant something. */
function handleKey(event: KeyboardEvent, context: ChartContext): boolean {
  const { key, shiftKey } = event;
  // A shortcut of VS Code, such as the one that zooms its window.
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const view = context.viewOf();
  const at = stepWithin(context.crosshair.peek() ?? view.steps[1], view.steps);
  if (shiftKey && (key === "ArrowLeft" || key === "ArrowRight")) {
    if (context.steps.peek() === null) return false;
    const share = key === "ArrowLeft" ? -panShare : panShare;
    context.steps.value = panWindow(view.steps, share, view.lastStep);
    return true;
  }
  switch (key) {
    case "+":
    case "=":
      zoomBy(context, 1 / zoomStep, at);
      return true;
    case "-":
      zoomBy(context, zoomStep, at);
      return true;
    case "0":
      context.steps.value = null;
      return true;
    case "Escape":
      context.crosshair.value = null;
      return true;
    default:
      return moveCursor(key, at, view, context);
  }
}

/** The next step for an arrow key, a twentieth for the Page keys. */
function moveCursor(
  key: string,
  at: number,
  { steps: [from, to] }: ChartView,
  { crosshair }: ChartContext,
): boolean {
  const page = Math.max(1, Math.round((to - from) / 20));
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    PageDown: at - page,
    PageUp: at + page,
    Home: from,
    End: to,
  };
  const next = moves[key];
  if (next === undefined) return false;
  crosshair.value = Math.min(to, Math.max(Math.max(1, from), next));
  return true;
}
