import type {
  PreparationChoices,
  PreparationStep,
  StepId,
} from "../../../model/asking/preparation.js";
import type { PreparedPicture } from "../../../model/asking/preparedPicture.js";
import { tileUrl } from "../../marks/bitmap.js";
import type { HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import { formatSides } from "../../words/format.js";
import { t } from "../../words/l10n.js";

/** The decisions among the steps. */
const decisions: Partial<Readonly<Record<StepId, keyof PreparationChoices>>> = {
  turned: "isTurned",
  inverted: "isInverted",
  trimmed: "isTrimmed",
};

/**
 * How a picture became an image like those that the network was trained on.
 *
 *     ol.preparation > li[data-step] ×n > img, label > input[type=checkbox], span
 */
export function drawPreparation(
  list: HtmlSelection,
  prepared: PreparedPicture | null,
  decide: (choices: Partial<PreparationChoices>) => void,
  label: string,
): void {
  const steps = list
    .attr("hidden", prepared === null ? "" : null)
    .attr("aria-label", label)
    .selectAll<HTMLLIElement, PreparationStep>("li")
    .data(prepared?.steps ?? [], ({ id }) => id)
    .join((enter) => {
      const step = enter.append("li").attr("data-step", ({ id }) => id);
      step.append("img").attr("alt", "");
      const label = step.append("label");
      label
        .filter(({ id }) => decisions[id] !== undefined)
        .append("input")
        .attr("type", "checkbox");
      label.append("span");
      return step;
    })
    .order();
  updateAttribute(steps.select<HTMLImageElement>("img"), "src", ({ tile }) => tileUrl(tile));
  updateText(steps.select<HTMLElement>("span"), textOf);
  steps
    .select<HTMLInputElement>("input")
    .property("checked", ({ isDone }) => isDone === true)
    .on("change", (event: Event, { id }) => {
      const decision = decisions[id];
      // SAFETY: the listener is that of an input.
      const { checked } = event.target as HTMLInputElement;
      if (decision !== undefined) decide({ [decision]: checked });
    });
}

function textOf({ id, tile }: PreparationStep): string {
  switch (id) {
    case "taken":
      return t("Your picture");
    case "turned":
      return t("Turned upright");
    case "gray":
      return t("In gray");
    case "inverted":
      return t("Inverted");
    case "trimmed":
      return t("Edges cut off");
    case "resized":
      return t("Resized to {0}", formatSides([tile.height, tile.width]));
  }
}
