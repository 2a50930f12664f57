import { childOf, dropChild, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import type { Cell } from "../../state/choices.js";
import type { MapPair } from "../../state/seeing/mapPairs.js";
import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { drawMap, type LargeMap } from "../parts/drawMap.js";
import { drawPair } from "./drawPair.js";
import { scaleText } from "./scaleText.js";

interface LargeActions {
  readonly choose: (cell: Cell) => void;
  /** What else there is to see of this channel. */
  readonly links: readonly LargeLink[];
}

export interface LargeLink {
  readonly name: string;
  readonly text: string;
  readonly act: () => void;
}

/**
 * One map large, and the value at one of its places; where two images are compared, that of both.
 *
 *     div.map-large, or div.pair-large           by `drawSingle`, or `drawPair`
 *       div.told > …, button.link ×n
 */
export function drawLarge(
  frame: HtmlSelection,
  shown: LargeMap & { readonly pair: MapPair | null },
  { choose, links }: LargeActions,
): void {
  const { pair } = shown;
  dropChild(frame, pair === null ? names.pair : names.single);
  const large = childInFront(frame, pair === null ? names.single : names.pair);
  if (pair === null) drawSingle(large, shown, choose);
  else drawPair(large, { ...shown, pair }, choose);
  const told = childOf(large, "div", "told");
  for (const { name: id, text, act } of links) {
    const link = childOf(told, "button", id).classed("link", true).attr("type", "button");
    updateText(link, () => text).on("click", act);
  }
}

const names = { single: "map-large", pair: "pair-large" } as const;

/** It stands above the wall, whenever it comes. */
function childInFront(frame: HtmlSelection, name: string): HtmlSelection {
  const found = frame.select<HTMLElement>(`:scope > div.${name}`);
  return found.empty()
    ? frame.insert<HTMLElement>("div", ":first-child").attr("class", name)
    : found;
}

/**
 *     svg.map                                by `drawMap`
 *     div.told > p.channel, p.mean, p.reading, p.note
 */
function drawSingle(
  large: HtmlSelection,
  { tiles, map, chosen }: LargeMap,
  choose: (cell: Cell) => void,
): void {
  const reading = drawMap(large, { tiles, map, chosen }, choose);
  const told = childOf(large, "div", "told");
  updateText(childOf(told, "p", "channel"), () => t("Channel {0}", map.channel));
  updateText(childOf(told, "p", "mean"), () =>
    t("mean {0}, largest {1}", formatMeasured(map.mean), formatMeasured(map.largest)),
  );
  updateText(childOf(told, "p", "reading"), () => reading);
  updateText(childOf(told, "p", "note"), () => scaleText(tiles));
}
