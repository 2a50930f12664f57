import type { MapTiles, SeenImage } from "../../model/asking/seenImage.js";
import type { Box } from "../layout/box.js";
import type { MapSlot } from "../layout/mapPlaces.js";
import { tileUrl } from "../marks/bitmap.js";
import type { SvgGroup } from "../marks/groupOf.js";
import { updateAttribute } from "../marks/update.js";
import { pairOf } from "../state/seeing/mapPairs.js";
import { placeBox } from "./box.js";

/** What is known of the image that goes through the network, and of the second of two. */
export interface SeenNodes {
  readonly first: SeenImage["nodes"];
  readonly second: SeenImage["nodes"];
}

interface Drawn {
  readonly id: string;
  readonly box: Box;
  readonly tiles: MapTiles;
  /** Of the map among those of its node. */
  readonly place: number;
}

/**
 * What each card makes of an image: its strongest maps, each on the scale of its node; right of each that of the
 * second of two images, on the scale of both. A node of which nothing is known yet has none.
 *
 *     g[aria-hidden] > image[data-map] ×n
 */
export function drawFeatureMaps(
  group: SvgGroup,
  slots: readonly MapSlot[],
  { first, second }: SeenNodes,
): void {
  const maps = group
    .attr("aria-hidden", "true")
    .selectAll<SVGImageElement, Drawn>("image")
    .data(
      slots.flatMap((slot) => mapsOf(slot, first[slot.id], second[slot.id])),
      ({ id }) => id,
    )
    .join((enter) =>
      enter
        .append("image")
        .attr("data-map", ({ id }) => id)
        .attr("image-rendering", "pixelated"),
    );
  placeBox(maps, ({ box }) => box);
  updateAttribute(maps, "href", ({ tiles, place }) => tileUrl({ ...tiles, channels: 1 }, place));
}

function mapsOf(
  { id, boxes, seconds }: MapSlot,
  tiles: MapTiles | undefined,
  others: MapTiles | undefined,
): readonly Drawn[] {
  // One number on a scale of its own is no picture.
  if (tiles === undefined || tiles.height * tiles.width === 1) return [];
  const pair = others === undefined ? null : pairOf(tiles, others);
  const placed = (name: string, places: readonly Box[], of: MapTiles): readonly Drawn[] =>
    places
      .slice(0, of.maps.length)
      .map((box, place) => ({ id: `${name} ${place}`, box, tiles: of, place }));
  return pair === null || seconds.length === 0
    ? placed(id, boxes, tiles)
    : [...placed(id, boxes, pair.first), ...placed(`${id} second`, seconds, pair.second)];
}
