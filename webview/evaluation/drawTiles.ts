import { tileAt, type TileGrid } from "../layout/tileGrid.js";
import { keptTileUrl } from "../marks/bitmap.js";
import type { HtmlSelection } from "../marks/dom.js";
import { updateAttribute, updateText } from "../marks/update.js";
import { formatShare } from "../words/format.js";
import { t } from "../words/l10n.js";
import { unbroken } from "../words/unbroken.js";
import { nameOf } from "./cellTexts.js";
import type { Tested } from "./tested.js";
import type { Tile } from "../state/tiles.js";

/** An image in its place. */
interface PlacedTile {
  readonly place: number;
  readonly example: number;
  /** Undefined while it is on its way. */
  readonly tile: Tile | undefined;
}

export interface TilesPicture {
  readonly tested: Tested;
  readonly grid: TileGrid;
  readonly examples: readonly number[];
  /** Places of those in sight. */
  readonly sight: { readonly first: number; readonly end: number };
  /** The place of the one where the keyboard is. */
  readonly active: number;
  readonly tileOf: (example: number) => Tile | undefined;
}

/** A tile with its image and two lines below it. */
export const tileSize = { width: 100, height: 112 };

/**
 * The images in sight, each with what it is and what it is taken for.
 *
 *     div.tile[role=option] ×n > img, span.is, span.taken > span.name, span.sure
 */
export function drawTiles(list: HtmlSelection, picture: TilesPicture): void {
  const { tested, grid, examples, sight, active, tileOf } = picture;
  const placed = examples.slice(sight.first, sight.end).map((example, index): PlacedTile => ({
    ...{ place: sight.first + index, example },
    tile: tileOf(example),
  }));
  const tiles = list
    .selectAll<HTMLDivElement, PlacedTile>(":scope > div")
    .data(placed, ({ example }) => example)
    .join((enter) => {
      const tile = enter.append("div").attr("class", "tile").attr("role", "option");
      tile.append("img").attr("alt", "").attr("draggable", "false");
      tile.append("span").attr("class", "is");
      const taken = tile.append("span").attr("class", "taken");
      taken.append("span").attr("class", "name");
      taken.append("span").attr("class", "sure");
      return tile;
    })
    .order();
  updateAttribute(tiles, "id", tileId);
  updateAttribute(tiles, "data-place", ({ place }) => String(place));
  updateAttribute(tiles, "aria-posinset", ({ place }) => String(place + 1));
  updateAttribute(tiles, "aria-setsize", () => String(examples.length));
  updateAttribute(tiles, "aria-selected", ({ place }) => String(place === active));
  updateAttribute(tiles, "aria-label", ({ example }) => spokenExample(tested, example));
  tiles
    .style("width", `${grid.tileWidth}px`)
    .style("height", `${grid.tileHeight}px`)
    .style("transform", ({ place }) => {
      const { x, y } = tileAt(grid, place);
      return `translate(${x}px, ${y}px)`;
    });
  updateText(tiles.select<HTMLElement>(".is"), ({ example }) =>
    nameOf(tested, labelOf(tested, example)),
  );
  const { chosen, confidences } = tested.said;
  updateText(
    tiles.select<HTMLElement>(".name"),
    ({ example }) => `→ ${nameOf(tested, chosen[example] ?? 0)}`,
  );
  updateText(tiles.select<HTMLElement>(".sure"), ({ example }) =>
    wholePercent(confidences[example] ?? 0),
  );
  updateAttribute(tiles.select<HTMLImageElement>("img"), "src", ({ tile }) =>
    tile === undefined ? null : keptTileUrl(tile),
  );
}

/** Not rounded up: what it is not quite sure of is less than 100 %. */
function wholePercent(share: number): string {
  return unbroken(`${Math.floor(share * 100)} %`);
}

export function tileId({ place }: Pick<PlacedTile, "place">): string {
  return `tile-${place}`;
}

function labelOf({ said }: Tested, example: number): number {
  return said.labels[example] ?? 0;
}

/** What an example is, what it is taken for, and how sure the network is of both. */
export function spokenExample(tested: Tested, example: number): string {
  const { chosen, confidences, losses } = tested.said;
  const [label, choice] = [labelOf(tested, example), chosen[example] ?? 0];
  const [name, sure] = [nameOf(tested, label), formatShare(confidences[example])];
  return label === choice
    ? t("Image {0}: {1}, taken for what it is with {2}", example, name, sure)
    : t(
        "Image {0}: {1}, taken for {2} with {3}; for what it is with {4}",
        ...[example, name, nameOf(tested, choice), sure],
        formatShare(Math.exp(-(losses[example] ?? 0))),
      );
}
