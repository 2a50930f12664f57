import type { Relevance } from "../../../model/asking/relevance.js";
import type { Heat } from "../../../model/asking/heat.js";
import type { SeenImage } from "../../../model/asking/seenImage.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import type { RelevanceKind } from "../../state/choices.js";
import { standingOf } from "../../state/seeing/standing.js";
import { t } from "../../words/l10n.js";
import { longTitle } from "../../words/nodeText.js";
import { drawSwitch, type Switch } from "../parts/drawSwitch.js";
import type { TabContents } from "../parts/tab.js";
import { drawHeat } from "./drawHeat.js";

const kinds = {
  label: t("What matters"),
  ways: [
    { id: "pixels", text: t("Pixels, by gradient") },
    { id: "maps", text: t("Maps, by Grad-CAM") },
  ],
} satisfies Omit<Switch<RelevanceKind>, "chosen">;

/**
 * Which pixels of the image matter for a class, and where the maps of the chosen node speak for it.
 *
 *     section.relevance
 *       div.relevance-kind[role=group] > button ×2
 *       label.relevance-class > span, select
 *       p.standing
 *       div.heat-frame                         by `drawHeat`
 *       p.note
 */
export function drawRelevance(
  section: HtmlSelection,
  contents: TabContents,
  seen: SeenImage,
): void {
  const { choices, actions, relevance } = contents;
  const kind = { ...kinds, chosen: choices.relevanceKind };
  drawSwitch(childOf(section, "div", "relevance-kind"), kind, (relevanceKind) => {
    actions.choose({ relevanceKind, heatCell: null });
  });
  const found = relevance.found?.answer ?? null;
  drawClass(childOf(section, "label", "relevance-class"), contents, seen.classNames);
  updateText(childOf(section, "p", "standing"), () => standingOf(relevance, null));
  const heat = found === null ? null : heatOf(found, choices.relevanceKind);
  const frame = childOf(section, "div", "heat-frame");
  if (heat === null) frame.selectChildren().remove();
  else {
    const shown = { heat, image: seen.image, chosen: choices.heatCell };
    drawHeat(frame, { ...shown, kind: choices.relevanceKind }, (heatCell) => {
      actions.choose({ heatCell });
    });
  }
  updateText(childOf(section, "p", "note"), () =>
    found === null ? "" : noteOf(contents, found, seen.classNames),
  );
}

function heatOf(found: Relevance, kind: RelevanceKind): Heat | null {
  const heat = kind === "pixels" ? found.pixels : found.maps;
  return heat === null || heat.largest === 0 ? null : heat;
}

function noteOf(
  { node, choices }: TabContents,
  found: Relevance,
  classNames: readonly string[],
): string {
  const name = classNames[found.label] ?? t("Class {0}", found.label);
  if (choices.relevanceKind === "pixels") {
    return found.pixels.largest === 0
      ? t("No pixel changes the score of {0}.", name)
      : t("The redder a pixel, the more the score of {0} changes with it, up or down.", name);
  }
  const title = longTitle(node);
  if (found.maps === null) return t("Nothing of {0} lies anywhere on the image.", title);
  return found.maps.largest === 0
    ? t("Nothing in {0} speaks for {1}.", title, name)
    : t("The redder a place, the more the maps of {0} speak for {1} there.", title, name);
}

interface ClassChoice {
  /** Empty for what the image is taken for. */
  readonly value: string;
  readonly text: string;
}

function drawClass(
  label: HtmlSelection,
  { choices, actions }: TabContents,
  classNames: readonly string[],
): void {
  updateText(childOf(label, "span", "name"), () => t("Class"));
  const menu = childOf(label, "select", "classes");
  const all: readonly ClassChoice[] = [
    { value: "", text: t("What it is taken for") },
    ...classNames.map((text, place) => ({ value: String(place), text })),
  ];
  menu
    .selectAll<HTMLOptionElement, ClassChoice>("option")
    .data(all, ({ value }) => value)
    .join("option")
    .attr("value", ({ value }) => value)
    .text(({ text }) => text);
  const { relevanceLabel } = choices;
  const isThere = relevanceLabel !== null && relevanceLabel < classNames.length;
  menu.property("value", isThere ? String(relevanceLabel) : "").on("change", (event: Event) => {
    // SAFETY: the listener is that of a menu.
    const { value } = event.target as HTMLSelectElement;
    actions.choose({ relevanceLabel: value === "" ? null : Number(value) });
  });
}
