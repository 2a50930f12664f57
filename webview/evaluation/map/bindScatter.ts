import { computed, signal } from "@preact/signals-core";
import { layoutScatter, type Point, type Scatter } from "../../layout/scatter.js";
import { isInSight, seenScatter } from "../../layout/scatterView.js";
import { childOf, elementOf, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute } from "../../marks/update.js";
import { sizeOf } from "../../page/sizeOf.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { outsideSignal } from "../../state/binding/outsideSignal.js";
import { themeSignal } from "../../state/binding/themeSignal.js";
import type { Tiles } from "../../state/tiles.js";
import { t } from "../../words/l10n.js";
import type { EvaluationView } from "../evaluationView.js";
import { drawCard } from "./drawCard.js";
import { drawMarks, drawPoints, pointOf } from "./drawPoints.js";
import { bindMapZoom } from "./bindMapZoom.js";
import { listenToMap } from "./listenToMap.js";
import type { MapState } from "./mapState.js";
import { coloredPoints } from "./pointKinds.js";

/** Around the points. */
const margin = 12;

export interface ScatterParts {
  readonly state: MapState;
  readonly view: EvaluationView;
  readonly tiles: Tiles;
  /** The tiles beside it show what was chosen; by key the focus goes to them. */
  readonly open: (isByKey: boolean) => void;
}

/**
 * The points, on which a pointer draws an outline, and which keys walk.
 *
 *     div.map-frame[role=application] > canvas.points, canvas.marks, div.map-card        by `drawCard`
 *     div.colors > i ×n                the colors of the points, as the style sheet has them
 *     div.map-zoom                     by `bindMapZoom`
 */
export function bindScatter(
  place: HtmlSelection,
  { state, view, tiles, open }: ScatterParts,
): void {
  const frame = childOf(place, "div", "map-frame").attr("role", "application").attr("tabindex", 0);
  frame.attr("aria-roledescription", t("map"));
  frame.attr("aria-label", t("The test set as the network sees it"));
  const canvases = ["points", "marks"].map((name) => canvasOf(frame, name));
  const probes = childOf(place, "div", "colors").attr("aria-hidden", "true");
  const size = sizeOf(elementOf(frame));
  const [theme, pixelRatio] = [themeSignal(), pixelRatioSignal()];
  const outline = signal<readonly Point[]>([]);
  const hasFocus = signal(false);
  const whole = computed((): Scatter | null => {
    const content = state.content.value;
    return content && layoutScatter(content.map.places, size.value, margin);
  });
  const scatter = computed(
    () => whole.value && seenScatter(whole.value, state.view.value, size.value),
  );
  const points = computed(() => {
    const content = state.content.value;
    return content && coloredPoints(content, view.mapColoring.value);
  });
  const chosen = computed(() =>
    state.choice.value.kind === "shown" ? null : new Set(state.examples.value),
  );
  drawOnChange(
    () => ({
      ...{ scatter: scatter.value, points: points.value, chosen: chosen.value },
      ...{ isShown: state.isShown.value, size: size.value },
      ...{ pixelRatio: pixelRatio.value, theme: theme.value },
    }),
    ({ scatter: laidOut, points: colored, ...picture }) => {
      const [canvas] = canvases;
      if (laidOut === null || colored === null || canvas === undefined) return;
      const colors = colorsOf(
        probes,
        colored.kinds.map(({ color }) => color),
      );
      drawPoints(canvas, { ...picture, scatter: laidOut, points: colored, colors });
    },
  );
  const at = computed(() => state.pointed.value ?? (hasFocus.value ? state.active.value : null));
  drawOnChange(
    () => ({
      ...{ scatter: scatter.value, size: size.value, pixelRatio: pixelRatio.value },
      ...{ active: at.value, outline: outline.value, theme: theme.value },
      ...{ content: state.content.value, news: tiles.changed.value },
    }),
    ({ scatter: laidOut, content, ...picture }) => {
      const canvas = canvases[1];
      if (laidOut === null || content === null || canvas === undefined) return;
      const { color } = getComputedStyle(canvas);
      drawMarks(canvas, { ...picture, scatter: laidOut, color });
      const { active: example, size: room } = picture;
      tiles.want(example === null ? [] : [example], "card");
      const tile = example === null ? undefined : tiles.of(example);
      const isSeen = example !== null && isInSight(pointOf(laidOut, example), room);
      drawCard(frame, {
        content,
        scatter: laidOut,
        size: room,
        example: isSeen ? example : null,
        tile,
      });
    },
  );
  drawOnChange(
    () => state.isMoved.value,
    (isMoved) => {
      frame.classed("is-hand", isMoved);
    },
  );
  listenToMap(frame, { state, scatter, size, outline, hasFocus, open });
  bindMapZoom(childOf(place, "div", "map-zoom"), { state, size });
}

function canvasOf(frame: HtmlSelection, name: string): HTMLCanvasElement {
  const canvas = elementOf(childOf(frame, "canvas", name).attr("aria-hidden", "true"));
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error("The map lost its canvas.");
  return canvas;
}

/** As the style sheet has them now, in this theme. */
function colorsOf(probes: HtmlSelection, names: readonly string[]): readonly string[] {
  const found = probes
    .selectAll<HTMLElement, string>("i")
    .data([...new Set(names)], (name) => name)
    .join("i");
  updateAttribute(found, "class", (name) => `point-color ${name}`);
  const colors = new Map<string, string>();
  found.each(function (name) {
    colors.set(name, getComputedStyle(this).backgroundColor);
  });
  return names.map((name) => colors.get(name) ?? "");
}

function pixelRatioSignal(): ReturnType<typeof outsideSignal<number>> {
  return outsideSignal(
    () => window.devicePixelRatio,
    (changed) => {
      // Zooming the window resizes it.
      window.addEventListener("resize", changed);
      return () => {
        window.removeEventListener("resize", changed);
      };
    },
  );
}
