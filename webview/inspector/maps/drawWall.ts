import type { MapTiles } from "../../../model/asking/seenImage.js";
import { bitmapUrl, grayPalette } from "../../marks/bitmap.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { drawOnNewInputs } from "../parts/onChange.js";
import { walkWall } from "../parts/wallKeys.js";

/** How large a map is at most, in pixels: alone, or beside that of another image. */
const cellSides = [48, 40] as const;

export interface Wall {
  /** The maps of one image, or of two whose maps stand beside each other. */
  readonly sheets: readonly MapTiles[];
  readonly cells: readonly WallCell[];
  /** The channel that is shown large. */
  readonly chosen: number | undefined;
  readonly label: string;
}

/** One channel on the wall. */
export interface WallCell {
  readonly channel: number;
  /** Of its map among those of each sheet. */
  readonly place: number;
  /** For who does not see it. */
  readonly name: string;
  readonly text: string;
}

interface WallActions {
  readonly choose: (channel: number) => void;
  /** What the channel looks for. */
  readonly open: (channel: number) => void;
}

/**
 * All maps of a node, cut out of one picture an image; the chosen one is shown large.
 *
 *     div.map-wall[role=listbox] > div[role=option][data-channel] ×n > span.maps > span.map ×1 or ×2; span.channel
 */
export function drawWall(
  frame: HtmlSelection,
  { sheets, cells, chosen, label }: Wall,
  { choose, open }: WallActions,
): void {
  const wall = childOf(frame, "div", "map-wall").attr("role", "listbox").attr("aria-label", label);
  drawOnNewInputs(wall, [...sheets, cells.map(({ channel }) => channel).join(" ")], () => {
    drawCells(wall.classed("is-paired", sheets.length > 1), sheets, cells);
  });
  const stop = chosen ?? cells[0]?.channel;
  wall
    .selectAll<HTMLElement, WallCell>(":scope > div")
    .attr("aria-selected", ({ channel }) => String(channel === chosen))
    .attr("tabindex", ({ channel }) => (channel === stop ? 0 : -1))
    .on("pointerenter focus", (_event, { channel }) => {
      choose(channel);
    })
    .on("click", (_event, { channel }) => {
      open(channel);
    })
    .on("keydown", function (event: KeyboardEvent, { channel }) {
      if (walkWall(event, this) || event.key !== "Enter") return;
      event.preventDefault();
      open(channel);
    });
}

function drawCells(
  wall: HtmlSelection,
  sheets: readonly MapTiles[],
  all: readonly WallCell[],
): void {
  const cells = wall
    .selectAll<HTMLDivElement, WallCell>(":scope > div")
    .data(all, ({ channel }) => channel)
    .join((enter) => {
      const cell = enter.append("div").attr("role", "option");
      cell.append("span").attr("class", "maps");
      cell.append("span").attr("class", "channel");
      return cell;
    })
    .order()
    .attr("data-channel", ({ channel }) => channel)
    .attr("aria-label", ({ name }) => name);
  updateText(cells.select<HTMLElement>(".channel"), ({ text }) => text);
  const drawn = sheets.map((tiles) => ({
    ...sizeOf(tiles, cellSides[sheets.length > 1 ? 1 : 0]),
    count: tiles.maps.length,
    name: urlOf(tiles),
  }));
  for (const [place, { name }] of drawn.entries()) wall.style(`--sheet-${place}`, `url("${name}")`);
  cells
    .select<HTMLElement>(".maps")
    .selectAll<HTMLSpanElement, number>(".map")
    .data(({ place }) => sheets.map(() => place))
    .join((enter) => enter.append("span").attr("class", "map"))
    .each(function (place, side) {
      const sheet = drawn[side];
      if (sheet === undefined) return;
      const { tall, wide, count } = sheet;
      this.style.height = `${tall}px`;
      this.style.width = `${wide}px`;
      this.style.backgroundImage = `var(--sheet-${side})`;
      this.style.backgroundSize = `${wide}px ${tall * count}px`;
      this.style.backgroundPosition = `0 ${-place * tall}px`;
    });
}

function urlOf({ height, width, pixels, maps }: MapTiles): string {
  return bitmapUrl({ height: height * maps.length, width, pixels }, grayPalette);
}

function sizeOf(
  { height, width }: MapTiles,
  side: number,
): { readonly tall: number; readonly wide: number } {
  const scale = side / Math.max(height, width);
  return { tall: height * scale, wide: width * scale };
}
