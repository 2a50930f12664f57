import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { t } from "../../words/l10n.js";
import { sampleHeight, sampleWidth } from "./sampleImages/pixels.js";
import { sampleUrl } from "./sampleImages/sampleBitmap.js";
import { sampleImages } from "./sampleImages/sampleImages.js";

/**
 * The images on which receptive fields are drawn.
 *
 *     div.images[role=radiogroup] > button[role=radio] ×10 > svg > image
 */
export function drawImageChoice(
  frame: HtmlSelection,
  chosen: number,
  choose: (label: number) => void,
): void {
  const labels = sampleImages.map((_, label) => label);
  childOf(frame, "div", "images")
    .attr("role", "radiogroup")
    .attr("aria-label", t("Image from Fashion-MNIST's test set"))
    .selectAll<HTMLButtonElement, number>("button")
    .data(labels, (label) => label)
    .join((enter) => {
      const button = enter.append("button").attr("type", "button").attr("role", "radio");
      button
        .attr("data-image", (label) => label)
        .attr("aria-label", imageName)
        .attr("title", imageName)
        .append("svg")
        .attr("viewBox", `0 0 ${sampleWidth} ${sampleHeight}`)
        .attr("aria-hidden", "true")
        .append("image")
        .attr("width", sampleWidth)
        .attr("height", sampleHeight)
        .attr("href", (label) => sampleUrl(label, sampleHeight, sampleWidth));
      return button;
    })
    .attr("aria-checked", (label) => String(label === chosen))
    .attr("tabindex", (label) => (label === chosen ? 0 : -1))
    .on("click", (_event, label) => {
      choose(label);
    })
    .on("keydown", function (event: KeyboardEvent, label) {
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const next = (label + step + labels.length) % labels.length;
      choose(next);
      this.parentElement?.querySelector<HTMLElement>(`[data-image="${next}"]`)?.focus();
    });
}

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/** What a person hears or reads of an image. */
export function imageName(label: number): string {
  const image = sampleImages[label];
  return image === undefined ? "" : t("{0}, test image {1}", image.className, image.index);
}
