import { select } from "d3";
import type { Origin, Part, Products } from "../../../model/asking/derivation/derivation.js";
import { childOf, dropChild, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { formatCount, formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { drawValues, reachOf } from "./drawValues.js";
import { strongestOrigin } from "./origins.js";

/**
 * What the strongest channels of the input give to a sum: their numbers under the window, times the kernel's.
 *
 *     ol.number-parts > li[data-part] ×n > button.channel | span.channel, span.equals, div.inputs, span.times, div.weights
 *     p.number-rest
 */
export function drawParts(
  frame: HtmlSelection,
  { patch, parts, channels, rest }: Products,
  follow: ((origin: Origin) => void) | null,
): void {
  const inputReach = reachOf(parts.flatMap(({ inputs }) => inputs));
  const weightReach = reachOf(parts.flatMap(({ weights }) => weights));
  const list = childOf(frame, "ol", "number-parts");
  list
    .selectAll<HTMLLIElement, Part>("li")
    .data(parts, ({ channel }) => `${patch.node} ${channel}`)
    .join("li")
    .order()
    .attr("data-part", ({ channel }) => channel)
    .each(function (part) {
      const row: HtmlSelection = select<HTMLElement, unknown>(this);
      const { channel, inputs, weights, sum } = part;
      const name = t("Channel {0}", channel);
      if (follow === null) updateText(childOf(row, "span", "channel"), () => name);
      else {
        const button = childOf(row, "button", "channel").classed("link", true);
        updateText(button.attr("type", "button"), () => name).on("click", () => {
          follow(strongestOrigin(patch, part));
        });
      }
      updateText(childOf(row, "span", "equals"), () => `= ${formatMeasured(sum)}`);
      const shared = { columns: patch.width, marked: null };
      drawValues(row, "inputs", {
        ...{ ...shared, numbers: inputs, reach: inputReach },
        label: rangeText(t("Input of channel {0}", channel), inputs),
      });
      updateText(childOf(row, "span", "times"), () => "×");
      drawValues(row, "weights", {
        ...{ ...shared, numbers: weights, reach: weightReach },
        label: rangeText(t("Kernel for channel {0}", channel), weights),
      });
    });
  const others = channels - parts.length;
  if (others === 0) dropChild(frame, "number-rest");
  else {
    updateText(childOf(frame, "p", "number-rest").classed("note", true), () =>
      t("The {0} other channels give {1} together.", formatCount(others), formatMeasured(rest)),
    );
  }
}

function rangeText(name: string, numbers: readonly (number | null)[]): string {
  const inside = numbers.filter((number) => number !== null);
  const [low, high] = [Math.min(...inside), Math.max(...inside)];
  return inside.length === 1
    ? `${name}: ${formatMeasured(low)}`
    : t("{0}: from {1} to {2}", name, formatMeasured(low), formatMeasured(high));
}
