import type { Derived, Origin } from "../../../model/asking/derivation/derivation.js";
import type { MapTiles } from "../../../model/asking/seenImage.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import { nodeOf } from "../../../model/network/family.js";
import { isJoin } from "../../../model/network/kinds.js";
import type { NetworkNode } from "../../../model/network/node.js";
import type { NodeId } from "../../../model/network/spec.js";
import { keptTileUrl } from "../../marks/bitmap.js";
import { childOf, dropChild, svgOf, type HtmlSelection } from "../../marks/dom.js";
import { hueClass } from "../../marks/theme.js";
import { updateText } from "../../marks/update.js";
import { standingOf } from "../../state/seeing/standing.js";
import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { hueOf, longTitle } from "../../words/nodeText.js";
import { drawChannel } from "../excitation/drawChannel.js";
import { drawMap } from "../parts/drawMap.js";
import { chosenMap, chosenNumber } from "../parts/wall.js";
import { drawFacts } from "../parts/drawFacts.js";
import type { TabContents } from "../parts/tab.js";
import { drawSeen } from "../shape/drawField.js";
import { fieldText, fieldViewOf } from "../shape/fieldView.js";
import { derivationFacts } from "./derivationFacts.js";
import { drawParts } from "./drawParts.js";
import { drawTaps } from "./drawTaps.js";
import { drawPool } from "./drawPool.js";
import { originsOf } from "./origins.js";

/**
 * One number of a map, what it sees of the image, and how it comes about.
 *
 *     section.number-of
 *       div.channel-choice                     by `drawChannel`
 *       div.map-large > svg.map, svg.field     by `drawMap`, `drawSeen`
 *       p.field-caption, p.holding
 *       p.standing
 *       div.derivation[aria-live] > p.number, ol.number-parts | div.pool, ul.origins, dl.facts, details.numbers-of
 */
export function drawNumber(section: HtmlSelection, contents: TabContents, tiles: MapTiles): void {
  const { choices, actions, number } = contents;
  const map = chosenMap(tiles, choices);
  const place = chosenNumber(tiles, choices);
  if (map === undefined || place === null) return;
  const { channel } = map;
  drawChannel(section, { channel, channels: tiles.channels, className: null }, (next) => {
    actions.choose({ map: next });
  });
  const large = childOf(section, "div", "map-large");
  large.attr("class", `map-large field-pictures ${hueClass(hueOf(contents.node.id))}`);
  // One number has no place to choose.
  if (tiles.height * tiles.width === 1) dropChild(large, "map");
  else {
    const { mapCell: chosen, isNumberHeld: isHeld } = choices;
    drawMap(large, { tiles, map, chosen, isHeld }, (mapCell) => {
      actions.choose({ map: channel, mapCell });
    });
    svgOf(large, "map").on("click", () => {
      actions.choose({ isNumberHeld: !isHeld });
    });
  }
  drawSight(section, large, contents, place);
  updateText(childOf(section, "p", "holding").classed("note", true), () =>
    tiles.height * tiles.width === 1 ? "" : holdingText(choices),
  );
  const standing = standingOf(number, null);
  updateText(childOf(section, "p", "standing"), () => standing);
  const derived = number.found?.answer;
  if (derived === undefined) dropChild(section, "derivation");
  else drawDerivation(childOf(section, "div", "derivation"), contents, derived);
}

/** The image, and what of it the number comes from. */
function drawSight(
  section: HtmlSelection,
  pictures: HtmlSelection,
  { graph, node, maps }: TabContents,
  cell: { readonly row: number; readonly column: number },
): void {
  const seen = maps.state.seen?.image;
  if (seen === undefined) return;
  const view = fieldViewOf(graph, node, { cell });
  const imageName = t("The image that goes through the network");
  drawSeen(svgOf(pictures, "field"), { view, url: keptTileUrl(seen.image), imageName });
  updateText(childOf(section, "p", "field-caption"), () => fieldText(view));
}

function drawDerivation(frame: HtmlSelection, contents: TabContents, derived: Derived): void {
  const { graph, actions } = contents;
  const { derivation } = derived;
  updateText(childOf(frame, "p", "number").attr("role", "status"), () => whereText(graph, derived));
  const isOfImage = "patch" in derivation && derivation.patch.node === "input";
  const pictures = childOf(frame, "div", "number-pictures");
  if (derivation.kind === "products") {
    dropChild(pictures, "pool");
    const follow = (origin: Origin): void => {
      actions.followNumber({ ...origin, node: shownNode(graph, origin.node).id });
    };
    drawParts(pictures, derivation, isOfImage ? null : follow);
  } else {
    for (const part of ["number-parts", "number-rest"]) dropChild(pictures, part);
    if ("inputs" in derivation) drawPool(pictures, derivation);
    else dropChild(pictures, "pool");
  }
  drawFacts(frame, derivationFacts(graph, derived));
  drawOrigins(childOf(frame, "ul", "origins"), contents, derived);
  drawTaps(frame, derived);
}

/** On the way from the map to what is said of the number, the pointer passes over others. */
function holdingText({ isNumberHeld }: TabContents["choices"]): string {
  return isNumberHeld
    ? t("This number is held: click the map to let it go.")
    : t("Click the map to hold this number.");
}

function whereText(graph: NetworkGraph, { node, channel, row, column, value }: Derived): string {
  const [, height] = nodeOf(graph, node).outputShape;
  const where =
    height === undefined
      ? t("Channel {0}", channel)
      : t("Channel {0}, row {1}, column {2}", channel, row + 1, column + 1);
  return `${where}: ${formatMeasured(value)}`;
}

/** Ways to the numbers that it comes from; pixels come from nowhere. */
function drawOrigins(list: HtmlSelection, { graph, actions }: TabContents, derived: Derived): void {
  list
    .selectAll<HTMLLIElement, Origin>("li")
    .data(
      originsOf(derived).filter(({ node }) => node !== "input"),
      ({ node }) => node,
    )
    .join((enter) => {
      const item = enter.append("li");
      item.append("button").attr("type", "button").attr("class", "link");
      return item;
    })
    .order()
    .select<HTMLElement>("button")
    .text(({ node, channel }) =>
      t("Follow it to {0}, channel {1}", longTitle(shownNode(graph, node)), channel),
    )
    .attr("title", ({ node }) => shownNode(graph, node).id)
    .on("click", (_event, origin) => {
      actions.followNumber({ ...origin, node: shownNode(graph, origin.node).id });
    });
}

/** What a person knows a node as: where paths are put together, the block. */
function shownNode(graph: NetworkGraph, id: NodeId): NetworkNode {
  const node = nodeOf(graph, id);
  return isJoin(node) && node.parent !== null ? nodeOf(graph, node.parent) : node;
}
