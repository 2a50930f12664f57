import { computed } from "@preact/signals-core";
import {
  placeAfterKey,
  scrolledTo,
  sightOf,
  type MatrixPlace,
  type Span,
} from "../layout/matrixLayout.js";
import { childOf, elementOf, svgOf, type HtmlSelection, type SvgSelection } from "../marks/dom.js";
import { updateText } from "../marks/update.js";
import { sizeOf } from "../page/sizeOf.js";
import { drawOnChange } from "../state/binding/frame.js";
import { t } from "../words/l10n.js";
import type { Choice } from "./choice.js";
import { drawInkScale, type InkTitles } from "./drawInkScale.js";
import { drawMatrix, type MarkedBox } from "./drawMatrix.js";
import type { MatrixContent } from "./matrixContent.js";
import { MatrixState, type ContentOf, type MatrixStores } from "./matrixState.js";
import { bindMatrixTools } from "./matrixTools.js";

/** Shows the images of what was chosen; by key the focus goes to them. */
export type OpenImages = (isByKey: boolean) => void;

/** What a matrix tells. */
export interface MatrixKind {
  /** What the ids of its cells begin with, in the page. */
  readonly id: string;
  readonly title: () => string;
  /** Whether it is the one whose lists say what cells are, and how they stand. */
  readonly hasTools: boolean;
  /** What the strongest of both colors are. */
  readonly scales: InkTitles;
  readonly contentOf: ContentOf;
}

/**
 * What is taken for what, or how that differs.
 *
 *     section.confusion
 *       h2
 *       div.matrix-tools         by `bindMatrixTools`, and p.axes
 *       div.matrix-frame > div.matrix-room > svg.matrix        by `drawMatrix`; it stays where the frame is scrolled
 *       p.reading
 *       div.ink-scale            by `drawInkScale`
 */
export function bindMatrix(
  section: HtmlSelection,
  { id, title, hasTools, scales, contentOf }: MatrixKind,
  stores: MatrixStores,
  openImages: OpenImages,
): void {
  const { view } = stores;
  const heading = childOf(section, hasTools ? "h2" : "h3", "title");
  drawOnChange(title, (text) => {
    updateText(heading, () => text);
  });
  const tools = childOf(section, "div", "matrix-tools");
  const frame = childOf(section, "div", "matrix-frame");
  const room = childOf(frame, "div", "matrix-room");
  const svg = svgOf(room, "matrix");
  const element = elementOf(frame);
  const state = new MatrixState(stores, contentOf, {
    frame: sizeOf(element),
    window: sizeOf(document.documentElement),
  });
  if (hasTools) bindMatrixTools(tools, view, state.order);
  childOf(tools, "p", "axes").text(t("Rows: what it is. Columns: what it is taken for."));
  frame.on("scroll", () => {
    state.scrolled.value = { x: element.scrollLeft, y: element.scrollTop };
  });
  drawOnChange(
    () => ({ layout: state.layout.value, most: state.mostHeight.value }),
    ({ layout, most }) => {
      frame.style("max-height", `${most}px`);
      room.style("width", `${layout.width}px`).style("height", `${layout.height}px`);
    },
  );
  const sight = computed(() => sightOf(state.layout.value, state.size.value, state.scrolled.value));
  drawOnChange(
    () => ({
      ...{ content: state.content.value, layout: state.layout.value, sight: sight.value },
      ...{ size: state.size.value, active: state.active.value, choice: view.choice.value },
      label: title(),
    }),
    ({ content, choice, ...picture }) => {
      if (content === null) return;
      const marked = markedOf(choice, content, picture.layout.count);
      drawMatrix(svg, { ...picture, id, content, marked });
    },
  );
  drawOnChange(
    () => state.content.value?.cellAt(...placed(state.pointed.value ?? state.active.value)),
    (cell) => {
      updateText(childOf(section, "p", "reading"), () => cell?.sentence ?? "");
    },
  );
  drawOnChange(
    () => ({ most: state.content.value?.most ?? null, mode: view.mode.value }),
    ({ most, mode }) => {
      if (most !== null) drawInkScale(childOf(section, "div", "ink-scale"), { most, mode, scales });
    },
  );
  listen(svg, { state, view, openImages });
  listenToKeys(svg, element, { state, openImages });
}

function placed({ row, column }: MatrixPlace): [row: number, column: number] {
  return [row, column];
}

function listen(
  svg: SvgSelection,
  {
    state,
    view,
    openImages,
  }: Pick<MatrixStores, "view"> & {
    readonly state: MatrixState;
    readonly openImages: OpenImages;
  },
): void {
  svg
    .on("pointermove", ({ target }: PointerEvent) => {
      state.pointed.value = placeOf(target);
    })
    .on("pointerleave", () => {
      state.pointed.value = null;
    })
    .on("click", ({ target }: MouseEvent) => {
      const [label, place] = [classOf(target), placeOf(target)];
      if (label !== null) view.choice.value = { kind: "class", label };
      else if (place !== null) state.choose(place);
      else return;
      openImages(false);
    });
}

function listenToKeys(
  svg: SvgSelection,
  frame: HTMLElement,
  { state, openImages }: { readonly state: MatrixState; readonly openImages: OpenImages },
): void {
  svg.on("keydown", (event: KeyboardEvent) => {
    const { key } = event;
    if (state.content.peek() === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const [active, layout] = [state.active.peek(), state.layout.peek()];
    const next = placeAfterKey(key, active, layout.count);
    if (next === null && key !== "Enter" && key !== " ") return;
    event.preventDefault();
    if (next === null) {
      state.choose(active);
      openImages(true);
      return;
    }
    state.pointed.value = null;
    state.move(next);
    const seen = { width: frame.clientWidth, height: frame.clientHeight };
    const { x, y } = scrolledTo(layout, seen, state.scrolled.peek(), next);
    frame.scrollTo(x, y);
  });
}

function markedOf(
  choice: Choice,
  { placeOf: at }: MatrixContent,
  count: number,
): readonly MarkedBox[] {
  const one = (label: number): Span => ({ first: at(label), end: at(label) + 1 });
  const all = { first: 0, end: count };
  switch (choice.kind) {
    case "mistakes":
      return [];
    case "cell":
      return [{ rows: one(choice.label), columns: one(choice.chosen) }];
    case "class":
      return [
        { rows: one(choice.label), columns: all },
        { rows: all, columns: one(choice.label) },
      ];
  }
}

function placeOf(target: EventTarget | null): MatrixPlace | null {
  const cell = target instanceof Element ? target.closest<SVGElement>("[data-row]") : null;
  if (cell === null) return null;
  return { row: Number(cell.dataset["row"]), column: Number(cell.dataset["column"]) };
}

function classOf(target: EventTarget | null): number | null {
  const name = target instanceof Element ? target.closest<SVGElement>("[data-class]") : null;
  return name === null ? null : Number(name.dataset["class"]);
}
