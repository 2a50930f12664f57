import type { NetworkNode } from "../../../model/network/node.js";
import { windowOf } from "../../../model/network/window.js";
import { keptTileUrl } from "../../marks/bitmap.js";
import { childOf, dropChild, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { formatShape, formatSides } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { hueOf } from "../../words/nodeText.js";
import { drawFacts, type Fact } from "../parts/drawFacts.js";
import { drawField, type FieldPicture } from "./drawField.js";
import { drawImageChoice, imageName } from "./drawImageChoice.js";
import { fieldFormulas } from "./fieldFormulas.js";
import { fieldViewOf } from "./fieldView.js";
import { sampleUrl } from "./sampleImages/sampleBitmap.js";
import { shapeFormulas } from "./shapeFormulas.js";
import type { Inspected, InspectorTab, TabContents } from "../parts/tab.js";

export const shapeTab: InspectorTab = {
  id: "shape",
  title: t("Shape"),
  shows: ["field"],
  draw(panel, contents) {
    drawFacts(panel, shapeFacts(contents));
    const { graph, node, choices, actions, fieldImage } = contents;
    const frame = childOf(panel, "div", "field-frame");
    const above = childOf(frame, "div", "field-image");
    if (fieldImage === "samples") {
      dropChild(above, "no-image");
      drawImageChoice(above, choices.image, (image) => {
        actions.choose({ image });
      });
    } else {
      dropChild(above, "images");
      drawNoImage(childOf(above, "div", "no-image"), fieldImage !== null, () => {
        actions.chooseImage();
        // The button goes away with the image that comes.
        panel.node()?.focus();
      });
    }
    const view = fieldViewOf(graph, node, choices);
    drawField(frame, { view, ...imageOf(contents), hue: hueOf(node.id) }, (cell) => {
      actions.choose({ cell });
    });
  },
};

/** Of data whose images did not come along: how one of them comes here. */
function drawNoImage(place: HtmlSelection, isThere: boolean, choose: () => void): void {
  place.attr("hidden", isThere ? "" : null);
  updateText(childOf(place, "p", "note"), () =>
    t("The field is drawn on the image that goes through the network."),
  );
  childOf(place, "button", "choose-image")
    .classed("link", true)
    .attr("type", "button")
    .text(t("Choose an image"))
    .on("click", choose);
}

function imageOf({
  graph,
  fieldImage,
  choices: { image },
}: TabContents): Pick<FieldPicture, "url" | "imageName"> {
  if (fieldImage !== "samples") {
    const url = fieldImage === null ? null : keptTileUrl(fieldImage);
    return { url, imageName: t("The image that goes through the network") };
  }
  const [, height = 1, width = 1] = graph.input;
  return { url: sampleUrl(image, height, width), imageName: imageName(image) };
}

export function shapeFacts({ graph, node }: Pick<Inspected, "graph" | "node">): readonly Fact[] {
  const { size, jump } = node.receptiveField;
  return [
    { id: "input", label: t("Input"), value: formatShape(node.inputShape) },
    ...windowFacts(node),
    {
      id: "output",
      label: t("Output"),
      value: formatShape(node.outputShape),
      formulas: shapeFormulas(graph, node),
    },
    {
      id: "receptiveField",
      label: t("Receptive field"),
      // A unit that sees the whole grid has no neighbor to be a jump away from.
      value:
        jump === null
          ? t("{0} × {1} px", ...size)
          : t("{0} × {1} px, every {2} px", ...size, formatSides(jump)),
      formulas: fieldFormulas(graph, node),
    },
  ];
}

function windowFacts({ layer }: NetworkNode): readonly Fact[] {
  const window = windowOf(layer);
  if (window === undefined) return [];
  const { kernel, stride, padding } = window;
  return [
    { id: "kernel", label: t("Kernel"), value: formatShape(kernel) },
    { id: "stride", label: t("Stride"), value: formatSides(stride) },
    { id: "padding", label: t("Padding"), value: formatSides(padding) },
  ];
}
