import type { MapTiles } from "../../../model/asking/seenImage.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import type { Cell } from "../../state/choices.js";
import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { drawMap, type LargeMap } from "../parts/drawMap.js";

interface LargeActions {
  readonly choose: (cell: Cell) => void;
  /** What else there is to see of this channel. */
  readonly links: readonly LargeLink[];
}

interface LargeLink {
  readonly name: string;
  readonly text: string;
  readonly act: () => void;
}

/**
 * One map large, and the value at one of its places.
 *
 *     div.map-large
 *       svg.map                                by `drawMap`
 *       div.told > p.channel, p.mean, p.reading, p.note, button.link ×n
 */
export function drawLarge(
  frame: HtmlSelection,
  { tiles, map, chosen }: LargeMap,
  { choose, links }: LargeActions,
): void {
  const large = childOf(frame, "div", "map-large");
  const reading = drawMap(large, { tiles, map, chosen }, choose);
  const told = childOf(large, "div", "told");
  updateText(childOf(told, "p", "channel"), () => t("Channel {0}", map.channel));
  updateText(childOf(told, "p", "mean"), () =>
    t("mean {0}, largest {1}", formatMeasured(map.mean), formatMeasured(map.largest)),
  );
  updateText(childOf(told, "p", "reading"), () => reading);
  updateText(childOf(told, "p", "note"), () => scaleText(tiles));
  for (const { name, text, act } of links) {
    const link = childOf(told, "button", name).classed("link", true).attr("type", "button");
    updateText(link, () => text).on("click", act);
  }
}

function scaleText({ largest, isSigned }: MapTiles): string {
  const most = formatMeasured(largest);
  return isSigned
    ? t("Black is {0}, gray 0, white {1}.", formatMeasured(-largest), most)
    : t("Black is 0, white {0}.", most);
}
