import type { MapTiles } from "../../../model/asking/seenImage.js";
import type { MapOrder } from "../../state/choices.js";
import { differenceOf, type MapPair } from "../../state/seeing/mapPairs.js";
import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { wallOf } from "../parts/wall.js";
import type { WallCell } from "./drawWall.js";

/** The channels of a node for one image. */
export function cellsOf(tiles: MapTiles, order: MapOrder): readonly WallCell[] {
  return wallOf(tiles, order).map(({ channel, place, mean }) => ({
    ...{ channel, place },
    name: t("Channel {0}, mean {1}", channel, formatMeasured(mean)),
    text: `${channel} · ${formatMeasured(mean)}`,
  }));
}

/** The channels of a node for two images. */
export function pairedCellsOf(pair: MapPair, order: MapOrder): readonly WallCell[] {
  const difference = differenceOf(pair);
  const ordered = wallOf(order === "difference" ? difference : pair.first, order);
  return ordered.map(({ channel, place }) => {
    const [first, second, apart] = [pair.first, pair.second, difference].map(({ maps }) =>
      formatMeasured(maps[place]?.mean),
    );
    return {
      ...{ channel, place },
      name: t(
        "Channel {0}, mean A {1}, B {2}, B − A {3}",
        channel,
        ...[first, second, apart].map((each) => each ?? "–"),
      ),
      text: `${channel} · ${first ?? "–"} | ${second ?? "–"}`,
    };
  });
}
