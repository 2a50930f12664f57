import type { SvgGroup } from "../marks/groupOf.js";
import type { Selection } from "d3";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NodeStatistics } from "../../model/run/events.js";
import type { Colored } from "../state/colorScale.js";
import { fillUp } from "../words/format.js";
import { round } from "../layout/band.js";
import { nodeOf } from "../../model/network/family.js";
import { isSeen, type Sight } from "../layout/sight.js";
import type { GraphSlot } from "../layout/graphSlots.js";
import type { Slots, ValueSlot } from "../layout/slots.js";
import { sparkPath } from "../layout/spark.js";
import type { LiveValues } from "../state/liveValues.js";
import {
  headlineMeasures,
  readMeasure,
  type Coloring,
  type HeadlineMeasure,
  type Measure,
} from "../state/measures.js";
import { hueClass } from "../marks/theme.js";
import { updateAttribute, updateText } from "../marks/update.js";
import { placeRow } from "./box.js";

/** What the numbers on a picture are taken from. */
export interface NumberSource extends Colored {
  readonly graph: NetworkGraph;
  readonly live: LiveValues;
}

/** The marks of the numbers that are seen; the others wait until they are. */
export interface NumberMarks {
  readonly group: SvgGroup;
  readonly values: Marks<SVGTextElement, ValueSlot>;
  readonly meters: Marks<SVGLineElement, GraphSlot>;
  readonly sparks: Marks<SVGPathElement, GraphSlot>;
}

type Marks<E extends Element, D> = Selection<E, D, SVGGElement, unknown>;

/** Measurements in a history: one for each unit of its width at most, since more are not seen. */
const mostSparkPoints = 60;

/**
 * The places of the live numbers; they come with `drawMeters` and `drawNumbers`.
 *
 *     g[aria-hidden]
 *       text.key                                      a measure's word, where there is room
 *       text.value.near[data-value]                   a node and a measure, or several in a line
 *       line.meter-track, line.meter.hue-N[data-meter]  a layer
 *       path.spark.hue-N[data-spark]                  a node; in a compact picture when it is close
 * What stands on a card, whose color changes, is `on-card`.
 */
export function drawSlots(group: SvgGroup, slots: Slots): void {
  group.attr("aria-hidden", "true");
  drawKeys(group, slots.values);
  drawValuePlaces(group, slots.values);
  placeRow(joinLines(group, slots.meters, "meter-track"), ({ box }) => box);
  placeRow(
    joinLines(group, slots.meters, "meter").attr("data-meter", ({ id }) => id),
    ({ box }) => ({ ...box, width: 0 }),
  );
  group
    .selectAll<SVGPathElement, GraphSlot>("path.spark")
    .data(slots.sparks, ({ id }) => id)
    .join("path")
    .attr("class", ({ hue, isOnCard }) => `spark ${hueClass(hue)}${onCard(isOnCard)}`)
    .attr("data-spark", ({ id }) => id);
}

/** What is seen of the places that `drawSlots` made. */
export function selectNumbers(group: SvgGroup, sight: Sight | null): NumberMarks {
  const isShown = ({ box, from }: ValueSlot | GraphSlot): boolean => isSeen(sight, box, from);
  return {
    group,
    values: group.selectAll<SVGTextElement, ValueSlot>("text.value").filter(isShown),
    meters: group.selectAll<SVGLineElement, GraphSlot>("line.meter").filter(isShown),
    sparks: group.selectAll<SVGPathElement, GraphSlot>("path.spark").filter(isShown),
  };
}

/** Draws the newest bars: attributes alone change. */
export function drawMeters(
  { meters }: NumberMarks,
  { graph, live, coloring, scale }: NumberSource,
): void {
  updateAttribute(meters, "x2", ({ id, box }) => {
    const value = readMeasure(coloring, nodeOf(graph, id), live);
    const length = value === null ? 0 : box.width * scale.fraction(value);
    return String(round(box.x + length));
  });
}

/** Writes the newest numbers and their histories. */
export function drawNumbers({ group, values, sparks }: NumberMarks, reading: NumberSource): void {
  const { live, coloring } = reading;
  const isSilent = live.step === null;
  if (group.classed("is-silent") !== isSilent) group.classed("is-silent", isSilent);
  updateText(values, (slot) => textOf(slot, reading));
  updateAttribute(sparks, "d", ({ id, box }) => {
    if (coloring.source !== "live") return "";
    const count = Math.min(mostSparkPoints, Math.round(box.width));
    return sparkPath(live.history(id, coloring.id, count), box);
  });
}

function headlineOf(measure: ValueSlot["measure"]): Measure | undefined {
  return typeof measure === "number" ? headlineMeasures[measure] : undefined;
}

function textOf(slot: ValueSlot, reading: NumberSource): string {
  const { node, measure, wordX } = slot;
  const latest = reading.live.latest(node);
  if (measure === "all") return lineOf(latest);
  const shown = headlineOf(measure);
  if (shown !== undefined) {
    const value = latest?.[shown.id];
    return wordX === null ? signed(shown, shown.brief(value)) : shown.format(value);
  }
  const { coloring, graph, live } = reading;
  const chosen = readMeasure(coloring, nodeOf(graph, node), live);
  return measure === "chosenFirst"
    ? lineWith(coloring, chosen, latest)
    : chosenText(slot, chosen, reading);
}

function chosenText(
  { isExtra }: ValueSlot,
  value: number | null,
  { live, coloring }: NumberSource,
): string {
  if (isExtra && headlineMeasures.some(({ id }) => id === coloring.id)) return "";
  if (live.step === null && coloring.source === "live") return "";
  // What is asked of paths has no answer for what is around them.
  if (isExtra && value === null && coloring.source === "asked") return "";
  const text = coloring.brief(value);
  return isExtra ? signed(coloring, text) : text;
}

/** The headline measures side by side, each at the same place at every step. */
function lineOf(
  values: NodeStatistics | undefined,
  headline: readonly HeadlineMeasure[] = headlineMeasures,
): string {
  return headline
    .map((measure) =>
      signed(measure, fillUp(measure.brief(values?.[measure.id]), measure.briefSigns)),
    )
    .join(" ");
}

/** As long as that line: the measure that a person chose takes the place of the last, unless it is one of them. */
function lineWith(
  coloring: Coloring,
  value: number | null,
  values: NodeStatistics | undefined,
): string {
  if (value === null || headlineMeasures.some(({ id }) => id === coloring.id)) {
    return lineOf(values);
  }
  const chosen = signed(coloring, fillUp(coloring.brief(value), longestBrief));
  return `${chosen} ${lineOf(values, headlineMeasures.slice(0, -1))}`;
}

/** Of the brief texts of all measures. */
const longestBrief = 5;

/** Sign and number, a thin space apart. */
function signed({ sign }: Coloring, text: string): string {
  return `${sign}\u2009${text}`;
}

function onCard(isOnCard: boolean): string {
  return isOnCard ? " on-card" : "";
}

function drawKeys(group: SvgGroup, values: readonly ValueSlot[]): void {
  group
    .selectAll<SVGTextElement, ValueSlot>("text.key")
    .data(
      values.filter(({ wordX }) => wordX !== null),
      ({ id }) => id,
    )
    .join("text")
    .attr("class", ({ isOnCard }) => `key near${onCard(isOnCard)}`)
    .attr("x", ({ wordX, x }) => round(wordX ?? x))
    .attr("y", ({ y }) => round(y))
    .text(({ measure }) => headlineOf(measure)?.word ?? "");
}

function drawValuePlaces(group: SvgGroup, values: readonly ValueSlot[]): void {
  group
    .selectAll<SVGTextElement, ValueSlot>("text.value")
    .data(values, ({ id }) => id)
    .join("text")
    .attr(
      "class",
      ({ measure, isOnCard }) =>
        `value near${measure === "chosen" ? " chosen" : ""}${onCard(isOnCard)}`,
    )
    .attr("x", ({ x }) => round(x))
    .attr("y", ({ y }) => round(y))
    .attr("text-anchor", ({ anchor }) => anchor)
    .attr("data-value", ({ id }) => id);
}

function joinLines(
  group: SvgGroup,
  slots: readonly GraphSlot[],
  className: string,
): Selection<SVGLineElement, GraphSlot, SVGGElement, unknown> {
  return group
    .selectAll<SVGLineElement, GraphSlot>(`line.${className}`)
    .data(slots, ({ id }) => id)
    .join("line")
    .attr("class", ({ hue }) => `${className} ${hueClass(hue)}`);
}
