import type { MapTiles } from "../../../model/asking/seenImage.js";
import { childOf, dropChild, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import type { MapOrder, MapsView } from "../../state/choices.js";
import { standingOf } from "../../state/seeing/standing.js";
import { formatCount, formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { longTitle } from "../../words/nodeText.js";
import type { Table } from "../parts/drawTable.js";
import { drawTableDetails } from "../parts/drawTableDetails.js";
import { drawSwitch, type Switch } from "../parts/drawSwitch.js";
import type { InspectorTab, TabContents } from "../parts/tab.js";
import { drawExcitation } from "../excitation/drawExcitation.js";
import { drawLarge } from "./drawLarge.js";
import { drawWall } from "./drawWall.js";
import { chosenMap } from "../parts/wall.js";

const views = {
  label: t("What is shown of the channels"),
  ways: [
    { id: "image", text: t("Of an image") },
    { id: "excitation", text: t("What they look for") },
  ],
} satisfies Omit<Switch<MapsView>, "chosen">;

/** The chosen node's channels: what they make of the image that goes through the network, and what they look for. */
export const mapsTab: InspectorTab = {
  id: "maps",
  title: t("Maps"),
  showsMaps: true,
  showsExcitation: true,
  draw(panel, contents) {
    const { mapsView } = contents.choices;
    drawSwitch(childOf(panel, "div", "maps-view"), { ...views, chosen: mapsView }, (next) => {
      contents.actions.choose({ mapsView: next });
    });
    if (mapsView === "excitation") {
      for (const part of ["maps-message", "maps-of"]) dropChild(panel, part);
      drawExcitation(childOf(panel, "section", "excitation"), contents);
      return;
    }
    dropChild(panel, "excitation");
    const tiles = tilesOf(contents);
    drawMessage(panel, contents, tiles);
    if (tiles === null) {
      dropChild(panel, "maps-of");
      return;
    }
    drawMaps(childOf(panel, "section", "maps-of"), contents, tiles);
  },
};

/** Null where there is nothing to show of this node. */
function tilesOf({ node, maps, run }: TabContents): MapTiles | null {
  if (!maps.isAsked || !run.isOfThisNetwork) return null;
  return maps.state.seen?.image.nodes[node.id] ?? null;
}

/** Why there are no maps, and a way to some. */
function drawMessage(
  panel: HtmlSelection,
  { maps, run, actions }: TabContents,
  tiles: MapTiles | null,
): void {
  const message = childOf(panel, "div", "maps-message");
  updateText(childOf(message, "p", "reason"), () =>
    tiles === null ? reasonOf(maps, run.isOfThisNetwork) : "",
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

const orders = {
  label: t("Order of the maps"),
  ways: [
    { id: "strength", text: t("Strongest first") },
    { id: "channel", text: t("By channel") },
  ],
} satisfies Omit<Switch<MapOrder>, "chosen">;

/**
 *     section
 *       div.map-large
 *       div.map-order[role=group] > button ×2
 *       div.map-wall
 *       details.numbers-of
 */
function drawMaps(
  section: HtmlSelection,
  { node, choices, actions }: TabContents,
  tiles: MapTiles,
): void {
  const map = chosenMap(tiles, choices);
  if (map !== undefined) {
    drawLarge(
      section,
      { tiles, map, chosen: choices.mapCell },
      {
        choose: (mapCell) => {
          actions.choose({ map: map.channel, mapCell });
        },
        showExcitation: () => {
          actions.showExcitation(map.channel);
        },
      },
    );
  }
  const order = { ...orders, chosen: choices.mapOrder };
  drawSwitch(childOf(section, "div", "map-order"), order, (mapOrder) => {
    actions.choose({ mapOrder });
  });
  const label = t("Feature maps of {0}", longTitle(node));
  drawWall(
    section,
    { tiles, order: choices.mapOrder, chosen: map?.channel, label },
    {
      choose: (channel) => {
        if (channel !== map?.channel) actions.choose({ map: channel });
      },
      open: actions.showExcitation,
    },
  );
  drawTableDetails(section, [tiles], () => tableOf(tiles));
}

/** As many as one reads. */
const toldChannels = 32;

function tableOf({ maps, channels }: MapTiles): Table {
  const told = maps.slice(0, toldChannels);
  return {
    caption:
      told.length < channels
        ? t("The {0} strongest of {1} channels", told.length, formatCount(channels))
        : t("All channels, the strongest first"),
    columns: [t("Channel"), t("Mean |a|"), t("Largest")],
    rows: told.map(({ channel, mean, largest }) => ({
      id: String(channel),
      cells: [String(channel), formatMeasured(mean), formatMeasured(largest)],
      bars: [null, maps[0] === undefined || maps[0].mean === 0 ? 0 : mean / maps[0].mean, null],
    })),
  };
}
