import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { t } from "../../words/l10n.js";
import { drawSelect } from "../drawSelect.js";
import { mapColorings, type EvaluationView, type MapColoring } from "../evaluationView.js";
import type { MapFilter, MapState } from "./mapState.js";
import { classColors, coloredPoints, type PointKind } from "./pointKinds.js";

const coloringTexts: Readonly<Record<MapColoring, string>> = {
  class: t("Class"),
  error: t("Right or mistake"),
  loss: t("Loss"),
};

const whichTexts = { all: t("All images"), mistakes: t("Mistakes") } as const;

/** With more classes their names would be most of the page. */
const mostInLegend = 3 * classColors;

/**
 * What the points are colored by, which of them are shown, and what the colors stand for.
 *
 *     label.coloring, label.class, label.which          by `drawSelect`
 *     ul.legend > li ×n > i.point-color, span
 */
export function bindMapTools(
  tools: HtmlSelection,
  { state, view }: { readonly state: MapState; readonly view: EvaluationView },
): void {
  drawOnChange(
    () => ({
      ...{ content: state.content.value, coloring: view.mapColoring.value },
      filter: state.filter.value,
    }),
    ({ content, coloring, filter }) => {
      if (content === null) return;
      drawSelect(
        tools,
        {
          ...{ name: "coloring", title: t("Color"), values: mapColorings, chosen: coloring },
          texts: coloringTexts,
        },
        (next) => {
          view.mapColoring.value = next;
        },
      );
      drawFilter(tools, content.tested.said.classNames, filter, state);
      drawLegend(childOf(tools, "ul", "legend"), coloredPoints(content, coloring).kinds);
    },
  );
}

function drawFilter(
  tools: HtmlSelection,
  classNames: readonly string[],
  { label, isMistakesOnly }: MapFilter,
  state: MapState,
): void {
  const all = "";
  const labels = [all, ...classNames.keys()].map(String);
  const texts = Object.fromEntries(
    labels.map((each) => [
      each,
      each === all ? t("All classes") : (classNames[Number(each)] ?? each),
    ]),
  );
  const chosen = label === null ? all : String(label);
  drawSelect(tools, { name: "class", title: t("Show"), values: labels, chosen, texts }, (next) => {
    state.show({ label: next === all ? null : Number(next) });
  });
  const which = isMistakesOnly ? "mistakes" : "all";
  drawSelect(
    tools,
    {
      ...{ name: "which", title: t("of them"), values: ["all", "mistakes"] as const },
      ...{ chosen: which, texts: whichTexts },
    },
    (next) => {
      state.show({ isMistakesOnly: next === "mistakes" });
    },
  );
}

function drawLegend(list: HtmlSelection, kinds: readonly PointKind[]): void {
  const isShort = kinds.length <= mostInLegend;
  const items = list
    .selectAll<HTMLLIElement, PointKind>("li")
    .data(isShort ? kinds : [])
    .join((enter) => {
      const item = enter.append("li");
      item.append("i").attr("aria-hidden", "true");
      item.append("span");
      return item;
    });
  updateAttribute(items.select<HTMLElement>("i"), "class", ({ color }) => `point-color ${color}`);
  updateText(items.select<HTMLElement>("span"), ({ text }) => text);
}
