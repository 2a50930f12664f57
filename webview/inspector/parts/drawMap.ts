import type { MapTiles } from "../../../model/asking/seenImage.js";
import { tileUrl } from "../../marks/bitmap.js";
import { markOf, svgOf, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute } from "../../marks/update.js";
import type { Cell } from "../../state/choices.js";
import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { makeGridPad } from "./gridPad.js";
import { cellOf, valueAt, type WallMap } from "./wall.js";

/** One map of a node, large. */
export interface LargeMap {
  readonly tiles: MapTiles;
  readonly map: WallMap;
  readonly chosen: Cell | null;
  /** Whether the pointer passes over it without choosing; not if left out. */
  readonly isHeld?: boolean;
  /** Of which of two images, where there are two. */
  readonly of?: string;
}

/**
 * The map, in which a place is chosen; returns what is read at that.
 *
 *     svg.map[role=slider] > image.values, rect.cell
 */
export function drawMap(
  large: HtmlSelection,
  { tiles, map, chosen, isHeld = false, of }: LargeMap,
  choose: (cell: Cell) => void,
): string {
  const { height, width } = tiles;
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
      ...{ rows: height, columns: width, chosen: cell, followsPointer: !isHeld },
      label:
        of === undefined
          ? t("Map of channel {0}", map.channel)
          : t("Map of channel {0}, {1}", map.channel, of),
      text: reading,
    },
    choose,
  );
  return reading;
}
