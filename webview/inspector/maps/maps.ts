import type { MapTiles } from "../../../model/asking/seenImage.js";
import type { NodeId } from "../../../model/network/spec.js";
import { childOf, dropChild, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import type { MapOrder, MapsView } from "../../state/choices.js";
import { pairOf, type MapPair } from "../../state/seeing/mapPairs.js";
import { sides } from "../../state/seeing/sides.js";
import { mapsApartText, standingOf } from "../../state/seeing/standing.js";
import { t } from "../../words/l10n.js";
import { longTitle } from "../../words/nodeText.js";
import { drawTableDetails } from "../parts/drawTableDetails.js";
import { drawSwitch, type Switch } from "../parts/drawSwitch.js";
import type { InspectorTab, TabActions, TabContents } from "../parts/tab.js";
import { drawExcitation } from "../excitation/drawExcitation.js";
import { drawNumber } from "../number/drawNumber.js";
import { drawRelevance } from "../relevance/drawRelevance.js";
import { drawLarge, type LargeLink } from "./drawLarge.js";
import { drawWall } from "./drawWall.js";
import { pairTableOf, tableOf } from "./mapTables.js";
import { cellsOf, pairedCellsOf } from "./wallCells.js";
import { chosenMap } from "../parts/wall.js";

const views = {
  label: t("What is shown of the channels"),
  ways: [
    { id: "image", text: t("Of an image") },
    { id: "number", text: t("One number") },
    { id: "relevance", text: t("What matters") },
    { id: "excitation", text: t("What they look for") },
  ],
} satisfies Omit<Switch<MapsView>, "chosen">;

/**
 * The chosen node's channels: what they make of the image that goes through the network, how that comes about, what
 * of the image matters, and what they look for.
 */
export const mapsTab: InspectorTab = {
  id: "maps",
  title: t("Maps"),
  shows: ["maps", "excitation", "run"],
  draw(panel, contents) {
    const { mapsView } = contents.choices;
    drawSwitch(childOf(panel, "div", "maps-view"), { ...views, chosen: mapsView }, (next) => {
      contents.actions.choose({ mapsView: next });
    });
    for (const [view, name] of Object.entries(sections)) {
      if (view !== mapsView) dropChild(panel, name);
    }
    if (mapsView === "excitation") {
      dropChild(panel, "maps-message");
      drawExcitation(childOf(panel, "section", sections.excitation), contents);
      return;
    }
    drawOfImage(panel, contents, mapsView);
  },
};

function drawOfImage(
  panel: HtmlSelection,
  contents: TabContents,
  view: Exclude<MapsView, "excitation">,
): void {
  const tiles = tilesOf(contents.node.id, contents);
  const seen = contents.run.isOfThisNetwork ? contents.maps.state.seen : null;
  // What matters of an image is known of every node.
  const isKnown = view === "relevance" ? seen !== null : tiles !== null;
  drawMessage(panel, contents, isKnown);
  if (!isKnown) dropChild(panel, sections[view]);
  else if (view === "relevance" && seen !== null) {
    drawRelevance(childOf(panel, "section", sections[view]), contents, seen.image);
  } else if (tiles !== null) {
    const draw = view === "number" ? drawNumber : drawMaps;
    draw(childOf(panel, "section", sections[view]), contents, tiles);
  }
}

const sections: Readonly<Record<MapsView, string>> = {
  image: "maps-of",
  number: "number-of",
  relevance: "relevance",
  excitation: "excitation",
};

/** The maps of a node; null where there is nothing to show of it. */
export function tilesOf(
  id: NodeId,
  { maps, run }: Pick<TabContents, "maps" | "run">,
): MapTiles | null {
  if (!maps.isAsked || !run.isOfThisNetwork) return null;
  return maps.state.seen?.image.nodes[id] ?? null;
}

/** Why there are no maps, and a way to some. */
function drawMessage(
  panel: HtmlSelection,
  { maps, run, actions }: TabContents,
  isKnown: boolean,
): void {
  const message = childOf(panel, "div", "maps-message");
  updateText(childOf(message, "p", "reason"), () =>
    isKnown ? "" : reasonOf(maps, run.isOfThisNetwork),
  );
  childOf(message, "button", "choose-image")
    .classed("link", true)
    .attr("type", "button")
    .attr("hidden", maps.isAsked ? "" : null)
    .text(t("Choose an image"))
    .on("click", () => {
      actions.chooseImage();
      panel.node()?.focus();
    });
}

function reasonOf({ isAsked, state }: TabContents["maps"], isOfThisNetwork: boolean): string {
  if (!isOfThisNetwork) {
    return t("The run trains another network than the one that is asked about: it has no maps.");
  }
  if (!isAsked)
    return t("A node's feature maps are those of an image that goes through the network.");
  const standing = standingOf(state, null);
  if (standing !== "" || state.seen === null) return standing;
  return t("In use nothing comes out of this node.");
}

const order = {
  label: t("Order of the maps"),
  ways: [
    { id: "strength", text: t("Strongest first") },
    { id: "channel", text: t("By channel") },
  ],
} satisfies Omit<Switch<MapOrder>, "chosen">;

const orderOfTwo = {
  ...order,
  ways: [...order.ways, { id: "difference", text: t("Most different first") }],
} satisfies Omit<Switch<MapOrder>, "chosen">;

/**
 *     section
 *       div.map-large
 *       p.second-standing
 *       div.map-order[role=group] > button ×n
 *       div.map-wall
 *       details.numbers-of
 */
function drawMaps(section: HtmlSelection, contents: TabContents, tiles: MapTiles): void {
  const { node, choices, actions } = contents;
  const pair = pairIn(contents, tiles);
  const shown = pair?.first ?? tiles;
  const map = chosenMap(shown, choices);
  if (map !== undefined) {
    const large = { pair, tiles: shown, map, chosen: choices.mapCell };
    drawLarge(section, large, {
      choose: (mapCell) => {
        actions.choose({ map: map.channel, mapCell });
      },
      links: linksOf(map.channel, actions),
    });
  }
  const withoutPair = pair === null ? standingOfSecond(contents.maps.second) : "";
  updateText(childOf(section, "p", "second-standing"), () => withoutPair);
  const chosen = pair === null && choices.mapOrder === "difference" ? "strength" : choices.mapOrder;
  const ways = { ...(pair === null ? order : orderOfTwo), chosen };
  drawSwitch(childOf(section, "div", "map-order"), ways, (mapOrder) => {
    actions.choose({ mapOrder });
  });
  const label = t("Feature maps of {0}", longTitle(node));
  const wall = {
    ...{ label, chosen: map?.channel },
    sheets: pair === null ? [tiles] : [pair.first, pair.second],
    cells: pair === null ? cellsOf(tiles, chosen) : pairedCellsOf(pair, chosen),
  };
  drawWall(section, wall, {
    choose: (channel) => {
      if (channel !== map?.channel) actions.choose({ map: channel });
    },
    open: actions.showExcitation,
  });
  drawTableDetails(section, [tiles, pair], () =>
    pair === null ? tableOf(tiles) : pairTableOf(pair),
  );
}

/** Why there are no maps of the second of two. */
function standingOfSecond(second: TabContents["maps"]["second"]): string {
  if (second === null) return "";
  const standing = standingOf(second, null);
  if (standing !== "") return t("{0}: {1}", sides.second, standing);
  return second.seen === null ? "" : mapsApartText();
}

/** The maps of both images; null where one alone is shown. */
function pairIn({ node, maps, run }: TabContents, tiles: MapTiles): MapPair | null {
  const second = run.isOfThisNetwork ? maps.second?.seen?.image.nodes[node.id] : undefined;
  return second === undefined ? null : pairOf(tiles, second);
}

function linksOf(channel: number, { choose, showExcitation }: TabActions): readonly LargeLink[] {
  return [
    {
      name: "comes-about",
      text: t("How this number comes about"),
      act: () => {
        choose({ map: channel, mapsView: "number" });
      },
    },
    {
      name: "looks-for",
      text: t("What channel {0} looks for", channel),
      act: () => {
        showExcitation(channel);
      },
    },
  ];
}
