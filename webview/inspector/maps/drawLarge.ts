import type { MapTiles } from "../../../model/asking/seenImage.js";
import { tileUrl } from "../../marks/bitmap.js";
import { childOf, markOf, svgOf, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import type { Cell } from "../../state/choices.js";
import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { makeGridPad } from "../parts/gridPad.js";
import { cellOf, valueAt, type WallMap } from "../parts/wall.js";

interface Large {
  readonly tiles: MapTiles;
  readonly map: WallMap;
  readonly chosen: Cell | null;
}

interface LargeActions {
  readonly choose: (cell: Cell) => void;
  readonly showExcitation: () => void;
}

/**
 * One map large, and the value at one of its places.
 *
 *     div.map-large
 *       svg.map[role=slider] > image.values, rect.cell
 *       div.told > p.channel, p.mean, p.reading, p.note, button.looks-for
 */
export function drawLarge(
  frame: HtmlSelection,
  { tiles, map, chosen }: Large,
  { choose, showExcitation }: LargeActions,
): void {
  const { height, width } = tiles;
  const large = childOf(frame, "div", "map-large");
  const svg = svgOf(large, "map")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .style("aspect-ratio", `${width} / ${height}`);
  const image = markOf(svg, "image", "values").attr("width", width).attr("height", height);
  updateAttribute(image, "href", () => tileUrl({ ...tiles, channels: 1 }, map.place));
  const cell = cellOf(tiles, map, chosen);
  markOf(svg, "rect", "cell")
    .attr("width", 1)
    .attr("height", 1)
    .attr("x", cell.column)
    .attr("y", cell.row);
  const reading = t(
    "Row {0}, column {1}: {2}",
    ...[cell.row + 1, cell.column + 1, formatMeasured(valueAt(tiles, map, cell))],
  );
  makeGridPad(
    svg,
    {
      ...{ rows: height, columns: width, chosen: cell, followsPointer: true },
      label: t("Map of channel {0}", map.channel),
      text: reading,
    },
    choose,
  );
  const told = childOf(large, "div", "told");
  updateText(childOf(told, "p", "channel"), () => t("Channel {0}", map.channel));
  updateText(childOf(told, "p", "mean"), () =>
    t("mean {0}, largest {1}", formatMeasured(map.mean), formatMeasured(map.largest)),
  );
  updateText(childOf(told, "p", "reading"), () => reading);
  updateText(childOf(told, "p", "note"), () => scaleText(tiles));
  const link = childOf(told, "button", "looks-for").classed("link", true).attr("type", "button");
  updateText(link, () => t("What channel {0} looks for", map.channel)).on("click", showExcitation);
}

function scaleText({ largest, isSigned }: MapTiles): string {
  const most = formatMeasured(largest);
  return isSigned
    ? t("Black is {0}, gray 0, white {1}.", formatMeasured(-largest), most)
    : t("Black is 0, white {0}.", most);
}
