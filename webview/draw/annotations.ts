import type { Selection } from "d3";
import { round } from "../layout/band.js";
import type { GraphSlot, Slots, ValueSlot } from "../layout/slots.js";
import { sparkPath } from "../layout/spark.js";
import type { LiveValues } from "../liveValues.js";
import { measures, type Measure } from "../measures.js";
import { hueClass } from "../theme.js";
import { placeBox } from "./box.js";
import { updateAttribute, updateText } from "../update.js";

type Layer = Selection<SVGGElement, unknown, null, undefined>;

const sparkPoints = 60;

/**
 * The places of the live numbers; the numbers come with `drawLiveValues`.
 *
 *     g[aria-hidden]
 *       text.key.near, text.value.near[data-value]    a node and a measure
 *       rect.meter-track, rect.meter.hue-N[data-meter]  a layer
 *       path.spark.hue-N                              a layer, where there is room
 */
export function drawSlots(group: Layer, slots: Slots): void {
  group.attr("aria-hidden", "true");
  joinTexts(group, slots.values, "key")
    .attr("x", ({ keyX }) => round(keyX))
    .text(({ key, measure }) => measures[measure]?.[key] ?? "");
  joinTexts(group, slots.values, "value")
    .attr("x", ({ valueX }) => round(valueX))
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
export function drawLiveValues(group: Layer, live: LiveValues, chosen: Measure): void {
  const isSilent = live.step === null;
  if (group.classed("is-silent") !== isSilent) group.classed("is-silent", isSilent);
  updateText(group.selectAll<SVGTextElement, ValueSlot>("text.value"), ({ node, measure }) => {
    const shown = measures[measure];
    return shown === undefined ? "" : shown.format(live.latest(node)?.[shown.id]);
  });
  updateAttribute(
    group.selectAll<SVGRectElement, GraphSlot>("rect.meter"),
    "width",
    ({ id, box }) => {
      const value = live.latest(id)?.[chosen.id] ?? null;
      return String(value === null ? 0 : round(box.width * chosen.fraction(value)));
    },
  );
  updateAttribute(group.selectAll<SVGPathElement, GraphSlot>("path.spark"), "d", ({ id, box }) =>
    sparkPath(live.history(id, chosen.id, sparkPoints), box),
  );
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
    .attr("class", `${className} near`)
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
