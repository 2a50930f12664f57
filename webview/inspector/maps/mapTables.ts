import type { MapTiles } from "../../../model/asking/seenImage.js";
import { differenceOf, type MapPair } from "../../state/seeing/mapPairs.js";
import { formatCount, formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { Table } from "../parts/drawTable.js";

/** As many as one reads. */
const toldChannels = 32;

/** The strongest channels of a node for one image. */
export function tableOf({ maps, channels }: MapTiles): Table {
  const told = maps.slice(0, toldChannels);
  return {
    caption:
      told.length < channels
        ? t("The {0} strongest of {1} channels", told.length, formatCount(channels))
        : t("All channels, the strongest first"),
    columns: [t("Channel"), t("Mean |a|"), t("Largest")],
    rows: told.map(({ channel, mean, largest }) => ({
      id: String(channel),
      cells: [String(channel), formatMeasured(mean), formatMeasured(largest)],
      bars: [null, maps[0] === undefined || maps[0].mean === 0 ? 0 : mean / maps[0].mean, null],
    })),
  };
}

/** The channels of a node that two images tell apart most. */
export function pairTableOf(pair: MapPair): Table {
  const { maps } = differenceOf(pair);
  const placed = maps
    .map(({ channel, mean }, place) => ({ channel, mean, place }))
    .toSorted((a, b) => b.mean - a.mean);
  const told = placed.slice(0, toldChannels);
  const most = placed[0]?.mean ?? 0;
  return {
    caption:
      told.length < placed.length
        ? t("The {0} most different of {1} channels", told.length, formatCount(placed.length))
        : t("All channels, the most different first"),
    columns: [t("Channel"), t("Mean |a|, A"), t("Mean |a|, B"), t("Mean |B − A|")],
    rows: told.map(({ channel, mean, place }) => ({
      id: String(channel),
      cells: [
        String(channel),
        ...[pair.first, pair.second].map((tiles) => formatMeasured(tiles.maps[place]?.mean)),
        formatMeasured(mean),
      ],
      bars: [null, null, null, most === 0 ? 0 : mean / most],
    })),
  };
}
