import type { Selection } from "d3";
import type { ChannelExcitation } from "../../../model/asking/channelExcitation.js";
import { keptTileUrl } from "../../marks/bitmap.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import type { Tile } from "../../state/tiles.js";
import { formatMeasured } from "../../words/format.js";
import { walkWall } from "../parts/wallKeys.js";
import { classText, spokenPatch } from "./excitationTexts.js";
import type { Patch } from "./patches.js";

export interface PatchesPicture {
  readonly answer: ChannelExcitation;
  readonly patches: readonly Patch[];
  /** Whether the whole images are shown, with what excites the channel outlined. */
  readonly isWhole: boolean;
  /** The rank of the one that is read out. */
  readonly chosen: number;
  readonly label: string;
  readonly tileOf: (example: number) => Tile | undefined;
}

export interface PatchActions {
  readonly read: (rank: number) => void;
  readonly send: (example: number) => void;
}

/**
 * What of the images excites a channel, cut out of them.
 *
 *     div.patches[role=listbox] > div.patch[role=option] ×n
 *       svg > image, rect.outline
 *       span.value, span.class
 */
export function drawPatches(
  frame: HtmlSelection,
  picture: PatchesPicture,
  { read, send }: PatchActions,
): void {
  const { answer, patches, chosen, label } = picture;
  const list = childOf(frame, "div", "patches").attr("role", "listbox").attr("aria-label", label);
  const options = list
    .selectAll<HTMLDivElement, Patch>(":scope > div")
    .data(patches, ({ rank }) => rank)
    .join((enter) => {
      const option = enter.append("div").attr("class", "patch").attr("role", "option");
      const svg = option.append("svg").attr("aria-hidden", "true");
      svg.append("image").attr("preserveAspectRatio", "none");
      svg.append("rect").attr("class", "outline");
      option.append("span").attr("class", "value");
      option.append("span").attr("class", "class");
      return option;
    })
    .order();
  updateAttribute(options, "aria-label", (patch) => spokenPatch(answer, patch));
  updateAttribute(options, "aria-selected", ({ rank }) => String(rank === chosen));
  updateAttribute(options, "tabindex", ({ rank }) => (rank === chosen ? "0" : "-1"));
  updateText(options.select<HTMLElement>(".value"), ({ value }) => formatMeasured(value));
  updateText(
    options
      .select<HTMLElement>(".class")
      .classed("is-wrong", ({ label: own, chosen: taken }) => own !== taken),
    ({ label: own }) => classText(answer, own),
  );
  drawImages(options.select<SVGSVGElement>("svg"), picture);
  options
    .on("pointerenter focus", (_event, { rank }) => {
      if (rank !== chosen) read(rank);
    })
    .on("click", (_event, { example }) => {
      send(example);
    })
    .on("keydown", function (event: KeyboardEvent, { example }) {
      if (walkWall(event, this) || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      send(example);
    });
}

function drawImages(
  pictures: Selection<SVGSVGElement, Patch, HTMLElement, unknown>,
  { isWhole, tileOf }: PatchesPicture,
): void {
  updateAttribute(pictures, "viewBox", ({ rows, columns, input: [height, width] }) =>
    isWhole
      ? `0 0 ${width} ${height}`
      : [columns.from, rows.from, columns.to - columns.from, rows.to - rows.from].join(" "),
  );
  const images = pictures.select<SVGImageElement>("image");
  updateAttribute(images, "width", ({ input }) => String(input[1]));
  updateAttribute(images, "height", ({ input }) => String(input[0]));
  // The network sees an image of another size smoothly enlarged.
  images.classed("is-resized", ({ example, input }) => {
    const tile = tileOf(example);
    return tile !== undefined && (tile.height !== input[0] || tile.width !== input[1]);
  });
  updateAttribute(images, "href", ({ example }) => {
    const tile = tileOf(example);
    return tile === undefined ? null : keptTileUrl(tile);
  });
  const outlines = pictures.select<SVGRectElement>("rect");
  outlines.classed("is-shown", isWhole);
  updateAttribute(outlines, "x", ({ columns }) => String(columns.from));
  updateAttribute(outlines, "y", ({ rows }) => String(rows.from));
  updateAttribute(outlines, "width", ({ columns }) => String(columns.to - columns.from));
  updateAttribute(outlines, "height", ({ rows }) => String(rows.to - rows.from));
}
