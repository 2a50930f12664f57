import type { Heat } from "../../../model/asking/heat.js";
import type { ImageTiles } from "../../../model/asking/testImages.js";
import { keptTileUrl } from "../../marks/bitmap.js";
import { childOf, markOf, svgOf, type HtmlSelection, type SvgSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import type { Cell, RelevanceKind } from "../../state/choices.js";
import { formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { makeGridPad } from "../parts/gridPad.js";

interface ShownHeat {
  readonly heat: Heat;
  readonly image: ImageTiles;
  readonly kind: RelevanceKind;
  readonly chosen: Cell | null;
}

/** One of these pictures is drawn in a page at a time. */
const maskId = "heat-mask";

/**
 * How much each place matters, as color over the image: the more, the less of the image is left.
 *
 *     svg.heatmap[role=slider] > image.image, mask > image.level, rect.color, rect.cell
 *     p.reading
 */
export function drawHeat(
  frame: HtmlSelection,
  { heat, image, kind, chosen }: ShownHeat,
  choose: (cell: Cell) => void,
): void {
  const { height, width } = heat;
  const svg = svgOf(frame, "heatmap")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("preserveAspectRatio", "none")
    .style("aspect-ratio", `${image.width} / ${image.height}`)
    .classed("is-smooth", kind === "maps");
  const ground = whole(svg, "image", "image", heat).attr("preserveAspectRatio", "none");
  updateAttribute(ground, "href", () => keptTileUrl(image));
  const mask = markOf(svg, "mask", "levels").attr("id", maskId);
  const levels = whole(mask, "image", "level", heat).attr("preserveAspectRatio", "none");
  updateAttribute(levels, "href", () => keptTileUrl(tileOf(heat)));
  whole(svg, "rect", "color", heat).attr("mask", `url(#${maskId})`);
  const cell = chosen === null ? hottestIn(heat) : within(heat, chosen);
  markOf(svg, "rect", "cell")
    .attr("width", 1)
    .attr("height", 1)
    .attr("x", cell.column)
    .attr("y", cell.row);
  const share = (heat.pixels[cell.row * width + cell.column] ?? 0) / 255;
  const text = t(
    "Row {0}, column {1}: {2} of the most",
    ...[cell.row + 1, cell.column + 1, formatShare(share)],
  );
  makeGridPad(
    svg,
    {
      ...{ rows: height, columns: width, chosen: cell, followsPointer: true, text },
      label: kind === "pixels" ? t("Which pixels matter") : t("Where the maps speak for it"),
    },
    choose,
  );
  updateText(childOf(frame, "p", "reading"), () => text);
}

const tiles = new WeakMap<Heat, ImageTiles>();

/** Drawn again and again as the pointer moves over it. */
function tileOf(heat: Heat): ImageTiles {
  const { height, width, pixels } = heat;
  const tile = tiles.get(heat) ?? { height, width, channels: 1, pixels: pixels.map(lifted) };
  tiles.set(heat, tile);
  return tile;
}

/** A few pixels matter most by far: of the others one would see nothing. */
function lifted(level: number): number {
  return Math.round(Math.sqrt(255 * level));
}

function whole(
  parent: SvgSelection | ReturnType<typeof markOf>,
  tag: "image" | "rect",
  name: string,
  { height, width }: Heat,
): ReturnType<typeof markOf> {
  // SAFETY: a mark is made in a picture as in a group.
  return markOf(parent as ReturnType<typeof markOf>, tag, name)
    .attr("width", width)
    .attr("height", height);
}

function hottestIn({ pixels, width }: Heat): Cell {
  const place = pixels.indexOf(Math.max(...pixels));
  return { row: Math.floor(place / width), column: place % width };
}

function within({ height, width }: Heat, { row, column }: Cell): Cell {
  return { row: Math.min(row, height - 1), column: Math.min(column, width - 1) };
}
