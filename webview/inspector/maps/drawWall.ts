import type { MapTiles } from "../../../model/asking/seenImage.js";
import { bitmapUrl, grayPalette } from "../../marks/bitmap.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { drawOnNewInputs } from "../parts/onChange.js";
import { walkWall } from "../parts/wallKeys.js";
import { wallOf, type WallMap } from "../parts/wall.js";
import type { MapOrder } from "../../state/choices.js";

/** As the style sheet has it, in pixels. */
const cellSide = 48;

export interface Wall {
  readonly tiles: MapTiles;
  readonly order: MapOrder;
  /** The channel that is shown large. */
  readonly chosen: number | undefined;
  readonly label: string;
}

interface WallActions {
  readonly choose: (channel: number) => void;
  /** What the channel looks for. */
  readonly open: (channel: number) => void;
}

/**
 * All maps of a node, cut out of one picture; the chosen one is shown large.
 *
 *     div.map-wall[role=listbox] > div[role=option][data-channel] ×n > span.map, span.channel
 */
export function drawWall(
  frame: HtmlSelection,
  { tiles, order, chosen, label }: Wall,
  { choose, open }: WallActions,
): void {
  const wall = childOf(frame, "div", "map-wall").attr("role", "listbox").attr("aria-label", label);
  const maps = wallOf(tiles, order);
  drawOnNewInputs(wall, [tiles, order], () => {
    drawCells(wall, tiles, maps);
  });
  const stop = chosen ?? maps[0]?.channel;
  wall
    .selectAll<HTMLElement, WallMap>(":scope > div")
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

function drawCells(wall: HtmlSelection, tiles: MapTiles, maps: readonly WallMap[]): void {
  const { height, width, pixels } = tiles;
  const url = bitmapUrl({ height: height * tiles.maps.length, width, pixels }, grayPalette);
  const scale = cellSide / Math.max(height, width);
  const [tall, wide] = [height * scale, width * scale];
  wall.style("--sheet", `url("${url}")`);
  const cells = wall
    .selectAll<HTMLDivElement, WallMap>(":scope > div")
    .data(maps, ({ channel }) => channel)
    .join((enter) => {
      const cell = enter.append("div").attr("role", "option");
      cell.append("span").attr("class", "map");
      cell.append("span").attr("class", "channel");
      return cell;
    })
    .order()
    .attr("data-channel", ({ channel }) => channel)
    .attr("aria-label", ({ channel, mean }) =>
      t("Channel {0}, mean {1}", channel, formatMeasured(mean)),
    );
  cells
    .select<HTMLElement>(".map")
    .style("height", `${tall}px`)
    .style("width", `${wide}px`)
    .style("background-size", `${wide}px ${tall * tiles.maps.length}px`)
    .style("background-position", ({ place }) => `0 ${-place * tall}px`);
  updateText(
    cells.select<HTMLElement>(".channel"),
    ({ channel, mean }) => `${channel} · ${formatMeasured(mean)}`,
  );
}
