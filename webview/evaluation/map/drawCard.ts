import type { Scatter } from "../../layout/scatter.js";
import { keptTileUrl } from "../../marks/bitmap.js";
import { childOf, dropChild, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import type { Size } from "../../page/sizeOf.js";
import type { Tile } from "../../state/tiles.js";
import { formatShare } from "../../words/format.js";
import { nameOf } from "../cellTexts.js";
import type { MapContent } from "./mapState.js";

interface Card {
  readonly content: MapContent;
  readonly scatter: Scatter;
  readonly size: Size;
  /** Null for none. */
  readonly example: number | null;
  /** Undefined while it is on its way. */
  readonly tile: Tile | undefined;
}

/** As the style sheet has it, with what lies between it and its point. */
const [width, height, gap] = [130, 128, 14];

/**
 * What a point is, beside it and within the map; what it says is read below.
 *
 *     div.map-card[aria-hidden] > img, span.is, span.taken
 */
export function drawCard(
  frame: HtmlSelection,
  { content, scatter, size, example, tile }: Card,
): void {
  if (example === null) {
    dropChild(frame, "map-card");
    return;
  }
  const card = childOf(frame, "div", "map-card").attr("aria-hidden", "true");
  const [x, y] = [scatter.x[example] ?? 0, scatter.y[example] ?? 0];
  const left = x + gap + width > size.width ? x - gap - width : x + gap;
  const top = Math.max(0, Math.min(size.height - height, y - height / 2));
  card.style("transform", `translate(${Math.max(0, left)}px, ${top}px)`);
  const image = childOf(card, "img", "image").attr("alt", "");
  updateAttribute(image, "src", () => (tile === undefined ? null : keptTileUrl(tile)));
  const { tested } = content;
  const { labels, chosen, confidences } = tested.said;
  updateText(childOf(card, "span", "is"), () => nameOf(tested, labels[example] ?? 0));
  updateText(
    childOf(card, "span", "taken"),
    () => `→ ${nameOf(tested, chosen[example] ?? 0)} ${formatShare(confidences[example])}`,
  );
}
