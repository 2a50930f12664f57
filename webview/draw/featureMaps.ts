import type { MapTiles, SeenImage } from "../../model/asking/seenImage.js";
import type { Box } from "../layout/box.js";
import type { MapSlot } from "../layout/mapPlaces.js";
import { tileUrl } from "../marks/bitmap.js";
import type { SvgGroup } from "../marks/groupOf.js";
import { updateAttribute } from "../marks/update.js";
import { placeBox } from "./box.js";

interface Drawn {
  readonly id: string;
  readonly box: Box;
  readonly tiles: MapTiles;
  /** Of the map among those of its node. */
  readonly place: number;
}

/**
 * What each card makes of an image: its strongest maps, each on the scale of its node. A node of which nothing is
 * known yet has none.
 *
 *     g[aria-hidden] > image[data-map] ×n
 */
export function drawFeatureMaps(
  group: SvgGroup,
  slots: readonly MapSlot[],
  nodes: SeenImage["nodes"],
): void {
  const maps = group
    .attr("aria-hidden", "true")
    .selectAll<SVGImageElement, Drawn>("image")
    .data(
      slots.flatMap((slot) => mapsOf(slot, nodes[slot.id])),
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

function mapsOf({ id, boxes }: MapSlot, tiles: MapTiles | undefined): readonly Drawn[] {
  // One number on a scale of its own is no picture.
  if (tiles === undefined || tiles.height * tiles.width === 1) return [];
  return boxes
    .slice(0, tiles.maps.length)
    .map((box, place) => ({ id: `${id} ${place}`, box, tiles, place }));
}
