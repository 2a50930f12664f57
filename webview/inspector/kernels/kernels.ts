import type { NetworkNode } from "../../../model/network/node.js";
import { childOf, dropChild, type HtmlSelection } from "../../marks/dom.js";
import { t } from "../../words/l10n.js";
import { longTitle } from "../../words/nodeText.js";
import { formatCount } from "../../words/format.js";
import { elementCount } from "../../../model/network/layers.js";
import { nameOf } from "../../../model/network/nodeId.js";
import { updateText } from "../../marks/update.js";
import type { LayerWeights } from "../../../model/run/layerWeights.js";
import { drawSources } from "./drawSources.js";
import { drawSheet } from "./drawSheet.js";
import { cellWithin, sheetOf } from "./sheet.js";
import { weightColorsIn } from "./themeColors.js";
import { weightPalette } from "./weightPalette.js";
import { drawOnNewInputs } from "../parts/onChange.js";
import { drawPictureButtons } from "../parts/pictureButtons.js";
import type { InspectorTab, TabContents } from "../parts/tab.js";

export const kernelsTab: InspectorTab = {
  id: "kernels",
  title: t("Kernels"),
  shows: ["weights", "run"],
  draw(panel, contents) {
    const { weights } = contents;
    drawMessage(panel, contents);
    drawAge(panel, contents);
    drawLayerLinks(panel, contents);
    if (weights.kind !== "read" || !belongTo(contents.node, weights.weights)) {
      dropChild(panel, "weights");
      dropChild(panel, "sources");
      return;
    }
    const frame = childOf(panel, "section", "weights");
    const { node, choices, actions, theme } = contents;
    drawOnNewInputs(frame, [weights, choices.kernel, theme], () => {
      const svg = drawSheet(
        frame,
        {
          weights: weights.weights,
          chosen: choices.kernel,
          palette: weightPalette(weightColorsIn(frame)),
          title: t("Weights of {0}", longTitle(node)),
        },
        (kernel) => {
          actions.choose({ kernel });
        },
      );
      const name = `${nameOf(node.id)}-kernels`;
      drawPictureButtons({ section: frame, line: frame, svg, name }, actions);
      drawExcitationLink(frame, contents, weights.weights);
    });
    drawSources(panel, contents, weights.weights);
  },
};

/** The way to what the output at hand looks for. */
function drawExcitationLink(
  frame: HtmlSelection,
  { choices, actions }: TabContents,
  weights: LayerWeights,
): void {
  const sheet = sheetOf(weights);
  const channel = sheet.pairAt(cellWithin(sheet, choices.kernel))?.output;
  if (channel === undefined) {
    dropChild(frame, "looks-for");
    return;
  }
  const link = childOf(frame, "button", "looks-for").classed("link", true).attr("type", "button");
  updateText(link, () => t("What channel {0} looks for", channel)).on("click", () => {
    actions.showExcitation(channel);
  });
}

/** More are no picture: they would take seconds to fetch, every few seconds, and many lie behind each pixel. */
const mostWeights = 2 ** 22;

/** Whether a node has weights, and as many as can be shown. */
export function hasShownWeights(node: NetworkNode): boolean {
  return hasWeights(node) && weightCount(node) <= mostWeights;
}

function weightCount({ parameterSpecs }: NetworkNode): number {
  return elementCount(parameterSpecs.find(({ name }) => name === "weight")?.shape ?? []);
}

function hasWeights({ parameterSpecs }: NetworkNode): boolean {
  return parameterSpecs.some(({ name }) => name === "weight");
}

/** A what-if changes the picture's network, and not the one that trains. */
function belongTo({ parameterSpecs }: NetworkNode, { shape }: LayerWeights): boolean {
  const expected = parameterSpecs.find(({ name }) => name === "weight")?.shape;
  return expected?.join(" ") === shape.join(" ");
}

/** Why there is no picture; a way on where there is one. */
function drawMessage(panel: HtmlSelection, { node, weights, actions }: TabContents): void {
  const message = childOf(panel, "div", "kernels-message");
  updateText(childOf(message, "p", "reason"), () => messageOf(node, weights));
  if (weights.kind !== "failed") {
    dropChild(message, "retry");
    return;
  }
  childOf(message, "button", "retry")
    .classed("link", true)
    .attr("type", "button")
    .text(t("Try again"))
    .on("click", () => {
      actions.readWeightsAgain();
    });
}

/** Of some moments alone a run keeps its weights. */
function drawAge(panel: HtmlSelection, { weights, run }: TabContents): void {
  const step = weights.kind === "read" ? weights.weights.step : null;
  const isOfAnother = run.place !== null && step !== null && step !== run.place;
  updateText(childOf(panel, "p", "weights-age"), () =>
    isOfAnother
      ? t(
          "These weights are of step {0}, the nearest to the moment that is looked back at of which the run has kept them.",
          formatCount(step),
        )
      : "",
  );
}

const pools: ReadonlySet<NetworkNode["kind"]> = new Set([
  "maxPool",
  "averagePool",
  "globalAveragePool",
]);

function messageOf(node: NetworkNode, weights: TabContents["weights"]): string {
  if (node.layer === undefined) {
    return node.parameters > 0 ? t("The weights are in its layers:") : t("It has no weights.");
  }
  if (!hasWeights(node)) {
    return pools.has(node.kind) ? t("A pooling layer has no weights.") : t("It has no weights.");
  }
  if (!hasShownWeights(node)) {
    return t(
      "{0} weights are too many for a picture. The tab Statistics has their histogram.",
      formatCount(weightCount(node)),
    );
  }
  switch (weights.kind) {
    case "none":
    case "absent":
      return t("No weights yet: they come with the first step or checkpoint of a run.");
    case "reading":
      return t("Reading the weights …");
    case "failed":
      return t("The weights could not be read. {0}", weights.message);
    case "read":
      return belongTo(node, weights.weights)
        ? ""
        : t(
            "The run trains another network than the one that is asked about: its weights have another shape.",
          );
  }
}

/** The layers of a group that have weights. */
function drawLayerLinks(panel: HtmlSelection, { graph, node, actions }: TabContents): void {
  const layers =
    node.layer === undefined
      ? graph.nodes.filter((each) => each.id.startsWith(`${node.id}/`) && hasWeights(each))
      : [];
  childOf(panel, "ul", "layer-links")
    .selectAll<HTMLLIElement, NetworkNode>("li")
    .data(layers, ({ id }) => id)
    .join((enter) => {
      const item = enter.append("li");
      item.append("button").attr("type", "button").attr("class", "link");
      return item;
    })
    .order()
    .select("button")
    .text(({ id }) => id.slice(node.id.length + 1))
    .on("click", (_event, { id }) => {
      actions.openNode(id);
      // The link goes with its list.
      panel.node()?.focus();
    });
}
