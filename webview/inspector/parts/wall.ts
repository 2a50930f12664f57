import type { Place } from "../../../model/asking/derivation/derivation.js";
import type { MapTiles } from "../../../model/asking/seenImage.js";
import type { Cell, Choices, MapOrder } from "../../state/choices.js";

/** One map of a node, and where its pixels are among those of all. */
export interface WallMap {
  readonly channel: number;
  readonly mean: number;
  readonly largest: number;
  readonly place: number;
}

/** All maps of a node in that order; they come with the strongest first, but those of a difference. */
export function wallOf({ maps }: MapTiles, order: MapOrder): readonly WallMap[] {
  const placed = maps.map((map, place) => ({ ...map, place }));
  if (order === "channel") return placed.toSorted((a, b) => a.channel - b.channel);
  return order === "strength" ? placed : placed.toSorted((a, b) => b.mean - a.mean);
}

/** The map that is shown large: of the channel that was chosen, or the strongest. */
export function chosenMap({ maps }: MapTiles, { map }: Pick<Choices, "map">): WallMap | undefined {
  const chosen = maps.findIndex(({ channel }) => channel === map);
  const place = Math.max(0, chosen);
  const found = maps[place];
  return found === undefined ? undefined : { ...found, place };
}

/** The number that is looked at among the maps of a node; null where it has none. */
export function chosenNumber(
  tiles: MapTiles,
  choices: Pick<Choices, "map" | "mapCell">,
): Place | null {
  const map = chosenMap(tiles, choices);
  return map === undefined
    ? null
    : { channel: map.channel, ...cellOf(tiles, map, choices.mapCell) };
}

/** The value at a place of a map, as exact as its 255 levels are. */
export function valueAt(
  { width, height, largest, isSigned, pixels }: MapTiles,
  { place }: Pick<WallMap, "place">,
  { row, column }: Cell,
): number {
  const share = (pixels[(place * height + row) * width + column] ?? 0) / 255;
  return largest * (isSigned ? 2 * share - 1 : share);
}

/** The place that is read out: the chosen one where the map has it, or that of its strongest value. */
export function cellOf(tiles: MapTiles, map: WallMap, chosen: Cell | null): Cell {
  const { width, height } = tiles;
  if (chosen !== null) {
    return { row: Math.min(chosen.row, height - 1), column: Math.min(chosen.column, width - 1) };
  }
  let strongest = { row: 0, column: 0 };
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const isMore = (cell: Cell): number => Math.abs(valueAt(tiles, map, cell));
      if (isMore({ row, column }) > isMore(strongest)) strongest = { row, column };
    }
  }
  return strongest;
}
