import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import type { Cell } from "../../state/choices.js";
import { differenceOf, type MapPair } from "../../state/seeing/mapPairs.js";
import { sides } from "../../state/seeing/sides.js";
import { formatMeasured, withSign } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { drawMap } from "../parts/drawMap.js";
import { cellOf, valueAt, type WallMap } from "../parts/wall.js";
import { scaleText } from "./scaleText.js";

interface LargePair {
  readonly pair: MapPair;
  readonly map: WallMap;
  readonly chosen: Cell | null;
}

/**
 * One channel of both images large, and what is the difference; the value at one place of each.
 *
 *     div.map-pair > div.map-side ×3 > p.side-name, svg.map     by `drawMap`
 *     div.told > p.channel, p.mean, p.reading, p.note ×2
 */
export function drawPair(
  large: HtmlSelection,
  { pair, map, chosen }: LargePair,
  choose: (cell: Cell) => void,
): void {
  const difference = differenceOf(pair);
  // Where nothing was chosen, they differ most there.
  const cell = cellOf(difference, map, chosen);
  const all = [
    { id: "first", name: sides.first, tiles: pair.first },
    { id: "second", name: sides.second, tiles: pair.second },
    { id: "difference", name: sides.difference, tiles: difference },
  ];
  const place = childOf(large, "div", "map-pair");
  for (const { id, name, tiles } of all) {
    const side = childOf(place, "div", id).classed("map-side", true);
    updateText(childOf(side, "p", "side-name"), () => name);
    drawMap(side, { tiles, map, chosen: cell, of: name }, choose);
  }
  const told = childOf(large, "div", "told");
  updateText(childOf(told, "p", "channel"), () => t("Channel {0}", map.channel));
  const [first, second, apart] = all.map(({ tiles }) => valueAt(tiles, map, cell));
  updateText(childOf(told, "p", "reading"), () =>
    t(
      "Row {0}, column {1}: A {2}, B {3}, B − A {4}",
      ...[cell.row + 1, cell.column + 1, formatMeasured(first), formatMeasured(second)],
      withSign(formatMeasured(apart)),
    ),
  );
  updateText(childOf(told, "p", "note"), () => scaleText(pair.first));
  updateText(childOf(told, "p", "difference-note"), () =>
    difference.largest === 0
      ? t("Both maps are the same.")
      : t("In the difference: {0}", scaleText(difference)),
  );
}
