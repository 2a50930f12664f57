import { tileAt, type TileGrid } from "../layout/tileGrid.js";
import { keptTileUrl } from "../marks/bitmap.js";
import type { HtmlSelection } from "../marks/dom.js";
import { updateAttribute, updateText } from "../marks/update.js";
import { formatShare, formatWholeShare } from "../words/format.js";
import { t } from "../words/l10n.js";
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
  /** Of the list. */
  readonly id: string;
  readonly tested: Tested;
  /** What another run says, where two are compared. */
  readonly other: Tested | null;
  readonly grid: TileGrid;
  readonly examples: readonly number[];
  /** Places of those in sight. */
  readonly sight: { readonly first: number; readonly end: number };
  /** The place of the one where the keyboard is. */
  readonly active: number;
  readonly tileOf: (example: number) => Tile | undefined;
}

/** A tile with its image and two lines below it, or one more where two runs are compared. */
export function tileSizeOf(other: Tested | null): {
  readonly width: number;
  readonly height: number;
} {
  return { width: 100, height: other === null ? 112 : 127 };
}

/** What a run takes an image for. */
interface TakenFor {
  readonly name: string;
  readonly sure: string;
}

/**
 * The images in sight, each with what it is and what it is taken for, by one run or by two.
 *
 *     div.tile[role=option] ×n > img, span.is, span.taken ×1–2 > span.name, span.sure
 */
export function drawTiles(list: HtmlSelection, picture: TilesPicture): void {
  const { id, tested, other, grid, examples, sight, active, tileOf } = picture;
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
      return tile;
    })
    .order();
  updateAttribute(tiles, "id", ({ place }) => tileId(id, place));
  updateAttribute(tiles, "data-place", ({ place }) => String(place));
  updateAttribute(tiles, "aria-posinset", ({ place }) => String(place + 1));
  updateAttribute(tiles, "aria-setsize", () => String(examples.length));
  updateAttribute(tiles, "aria-selected", ({ place }) => String(place === active));
  updateAttribute(tiles, "aria-label", ({ example }) => spokenExample(tested, example, other));
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
  const taken = tiles
    .selectAll<HTMLSpanElement, TakenFor>(":scope > .taken")
    .data(({ example }) => takenFor(example, tested, other))
    .join((enter) => {
      const line = enter.append("span").attr("class", "taken");
      line.append("span").attr("class", "name");
      line.append("span").attr("class", "sure");
      return line;
    });
  updateText(taken.select<HTMLElement>(".name"), ({ name }) => name);
  updateText(taken.select<HTMLElement>(".sure"), ({ sure }) => sure);
  updateAttribute(tiles.select<HTMLImageElement>("img"), "src", ({ tile }) =>
    tile === undefined ? null : keptTileUrl(tile),
  );
}

function takenFor(example: number, tested: Tested, other: Tested | null): readonly TakenFor[] {
  const of = (each: Tested, mark: string): TakenFor => ({
    name: `${mark} ${nameOf(each, each.said.chosen[example] ?? 0)}`,
    sure: formatWholeShare(each.said.confidences[example] ?? 0),
  });
  return other === null ? [of(tested, "→")] : [of(tested, "A"), of(other, "B")];
}

export function tileId(list: string, place: number): string {
  return `${list}-${place}`;
}

function labelOf({ said }: Tested, example: number): number {
  return said.labels[example] ?? 0;
}

/** What an example is, what it is taken for, and how sure the network is of both; or what two take it for. */
export function spokenExample(
  tested: Tested,
  example: number,
  other: Tested | null = null,
): string {
  const { chosen, confidences, losses } = tested.said;
  const [label, choice] = [labelOf(tested, example), chosen[example] ?? 0];
  const [name, sure] = [nameOf(tested, label), formatShare(confidences[example])];
  if (other !== null) {
    return t(
      "Image {0}: {1}; A takes it for {2} with {3}, B for {4} with {5}",
      ...[example, name, nameOf(tested, choice), sure],
      nameOf(other, other.said.chosen[example] ?? 0),
      formatShare(other.said.confidences[example]),
    );
  }
  return label === choice
    ? t("Image {0}: {1}, taken for what it is with {2}", example, name, sure)
    : t(
        "Image {0}: {1}, taken for {2} with {3}; for what it is with {4}",
        ...[example, name, nameOf(tested, choice), sure],
        formatShare(Math.exp(-(losses[example] ?? 0))),
      );
}
