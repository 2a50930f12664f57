import type { Selection } from "d3";
import type { NetworkGraph } from "../../model/network/graph.js";
import { round } from "../layout/band.js";
import { nodeOf } from "../layout/family.js";
import type { GraphSlot, Slots, ValueSlot } from "../layout/slots.js";
import { sparkPath } from "../layout/spark.js";
import type { LiveValues } from "../liveValues.js";
import {
  fractionOf,
  headlineMeasures,
  readMeasure,
  type Coloring,
  type Measure,
} from "../measures.js";
import { hueClass } from "../theme.js";
import { updateAttribute, updateText } from "../update.js";
import { placeBox } from "./box.js";

type Layer = Selection<SVGGElement, unknown, null, undefined>;

/** What the numbers on a picture are taken from. */
export interface Reading {
  readonly graph: NetworkGraph;
  readonly live: LiveValues;
  /** What a person chose to color the picture. */
  readonly coloring: Coloring;
}

const sparkPoints = 60;

/**
 * The places of the live numbers; the numbers come with `drawLiveValues`.
 *
 *     g[aria-hidden]
 *       text.key, text.value.near[data-value]         a node and a measure
 *       rect.meter-track, rect.meter.hue-N[data-meter]  a layer
 *       path.spark.hue-N                              a layer, where there is room
 */
export function drawSlots(group: Layer, slots: Slots): void {
  group.attr("aria-hidden", "true");
  joinTexts(
    group,
    slots.values.filter(({ wordX }) => wordX !== null),
    "key",
  )
    .attr("x", ({ wordX, x }) => round(wordX ?? x))
    .text(({ measure }) => headlineOf(measure)?.word ?? "");
  joinTexts(group, slots.values, "value")
    .attr("x", ({ x }) => round(x))
    .attr("text-anchor", ({ anchor }) => anchor)
    .attr("data-value", ({ id }) => id);
  placeBox(joinRects(group, slots.meters, "meter-track"), ({ box }) => box);
  placeBox(
    joinRects(group, slots.meters, "meter").attr("data-meter", ({ id }) => id),
    ({ box }) => ({ ...box, width: 0 }),
  );
  group
    .selectAll<SVGPathElement, GraphSlot>("path.spark")
    .data(slots.sparks, ({ id }) => id)
    .join("path")
    .attr("class", ({ hue }) => `spark ${hueClass(hue)}`);
}

/** Writes the newest numbers into their places: texts and attributes, nothing else. */
export function drawLiveValues(group: Layer, reading: Reading): void {
  const { graph, live, coloring } = reading;
  const isSilent = live.step === null;
  if (group.classed("is-silent") !== isSilent) group.classed("is-silent", isSilent);
  updateText(group.selectAll<SVGTextElement, ValueSlot>("text.value"), (slot) =>
    textOf(slot, reading),
  );
  updateAttribute(
    group.selectAll<SVGRectElement, GraphSlot>("rect.meter"),
    "width",
    ({ id, box }) => {
      const value = readMeasure(coloring, nodeOf(graph, id), live);
      return String(value === null ? 0 : round(box.width * fractionOf(coloring, value)));
    },
  );
  updateAttribute(group.selectAll<SVGPathElement, GraphSlot>("path.spark"), "d", ({ id, box }) =>
    coloring.source === "live" ? sparkPath(live.history(id, coloring.id, sparkPoints), box) : "",
  );
}

function headlineOf(measure: ValueSlot["measure"]): Measure | undefined {
  return measure === "chosen" ? undefined : headlineMeasures[measure];
}

function textOf(
  { node, measure, wordX, isExtra }: ValueSlot,
  { graph, live, coloring }: Reading,
): string {
  const shown = headlineOf(measure);
  if (shown !== undefined) {
    const value = live.latest(node)?.[shown.id];
    return wordX === null ? signed(shown, shown.brief(value)) : shown.format(value);
  }
  if (isExtra && headlineMeasures.some(({ id }) => id === coloring.id)) return "";
  if (live.step === null && coloring.source === "live") return "";
  const text = coloring.brief(readMeasure(coloring, nodeOf(graph, node), live));
  return isExtra ? signed(coloring, text) : text;
}

/** Sign and number, a thin space apart. */
function signed({ sign }: Coloring, text: string): string {
  return `${sign}\u2009${text}`;
}

function joinTexts(
  group: Layer,
  slots: readonly ValueSlot[],
  className: "key" | "value",
): Selection<SVGTextElement, ValueSlot, SVGGElement, unknown> {
  return group
    .selectAll<SVGTextElement, ValueSlot>(`text.${className}`)
    .data(slots, ({ id }) => id)
    .join("text")
    .attr("class", ({ measure }) => `${className} near${measure === "chosen" ? " chosen" : ""}`)
    .attr("y", ({ y }) => round(y));
}

function joinRects(
  group: Layer,
  slots: readonly GraphSlot[],
  className: string,
): Selection<SVGRectElement, GraphSlot, SVGGElement, unknown> {
  return group
    .selectAll<SVGRectElement, GraphSlot>(`rect.${className}`)
    .data(slots, ({ id }) => id)
    .join("rect")
    .attr("class", ({ hue }) => `${className} ${hueClass(hue)}`);
}
