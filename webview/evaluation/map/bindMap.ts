import { computed } from "@preact/signals-core";
import { isActive } from "../../../model/run/phase.js";
import { drawAskingBar } from "../../marks/askingBar.js";
import { childOf, elementOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { formatCount } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { sentence } from "../../words/sentence.js";
import { bindTileList, type ListedTiles } from "../bindTileList.js";
import { spokenExample } from "../drawTiles.js";
import type { EvaluationStores } from "../stores.js";
import { bindMapTools } from "./bindMapTools.js";
import { bindScatter } from "./bindScatter.js";
import { mapBar, tilesSummary, tilesTitle } from "./mapTexts.js";
import type { MapState } from "./mapState.js";
import { drawNeighborTable } from "./neighborTable.js";

export interface MapPart {
  /** Shows the images that lie nearest to one, and gives them the keyboard. */
  readonly openNear: (example: number) => void;
}

/**
 * The test set in two dimensions, and the images of what is chosen in it.
 *
 *     section.map
 *       h2, p.map-note, div.map-bar.asking-bar
 *       div.map-tools, div.map-place                        by `bindMapTools`, `bindScatter`
 *       p.map-reading
 *       div.map-images > h3, div.images-tools > p.count, button.all, p.summary, div.tiles-frame, p.reading
 *       details.as-table                                    by `drawNeighborTable`
 */
export function bindMap(
  section: HtmlSelection,
  stores: EvaluationStores,
  { state, send }: { readonly state: MapState } & Pick<ListedTiles, "send">,
): MapPart {
  const { runs, testing, mapping, view, tiles } = stores;
  const left = childOf(section, "div", "map-side");
  childOf(left, "h2", "title").text(t("A map of the test set"));
  childOf(left, "p", "map-note").text(
    t(
      "Images that are alike to the network lie near each other; far ones say little about how unlike they are. Drag around points to see their images; press on a point, or Enter, for what lies nearest to it. Go nearer with + and −, or Ctrl and the wheel; Shift moves the map.",
    ),
  );
  const bar = childOf(left, "div", "map-bar").classed("asking-bar", true);
  drawOnChange(
    () => ({
      ...{ standing: mapping.standing.value, content: state.content.value },
      isAtWork: isActive(runs.run.value.phase),
    }),
    (asked) => {
      const ask = (): void => void mapping.ask();
      const cancel = (): void => {
        mapping.cancel();
      };
      drawAskingBar(bar, mapBar({ ...asked, ask, cancel }));
    },
  );
  const isEmpty = computed(() => state.content.value === null);
  drawOnChange(
    () => isEmpty.value,
    (empty) => {
      section.classed("is-empty", empty);
    },
  );
  bindMapTools(childOf(left, "div", "map-tools"), { state, view });
  const images = childOf(section, "div", "map-images");
  const place = childOf(left, "div", "map-place");
  const list = bindMapImages(images, {
    state,
    parts: {
      ...{ tested: testing.tested, tiles, send, near: (example) => state.near(example) },
      leave: () => {
        place.select<HTMLElement>(".map-frame").node()?.focus();
      },
    },
  });
  bindScatter(place, {
    ...{ state, view, tiles },
    open: (isByKey) => {
      if (isByKey) list.focus();
    },
  });
  drawOnChange(
    () => {
      const content = state.content.value;
      const example = state.pointed.value ?? state.active.value;
      return content === null ? "" : sentence(spokenExample(content.tested, example));
    },
    (text) => {
      updateText(childOf(left, "p", "map-reading").attr("aria-live", "polite"), () => text);
    },
  );
  drawOnChange(
    () => state.content.value,
    (content) => {
      if (content !== null && content.map.each > 0) drawNeighborTable(section, content);
    },
  );
  return {
    openNear: (example) => {
      if (isEmpty.peek()) return;
      state.near(example);
      elementOf(section).scrollIntoView({ block: "nearest" });
      list.focus();
    },
  };
}

function bindMapImages(
  place: HtmlSelection,
  {
    state,
    parts,
  }: { readonly state: MapState; readonly parts: Omit<ListedTiles, "id" | "examples" | "title"> },
): { readonly focus: () => void } {
  const heading = childOf(place, "h3", "title");
  const tools = childOf(place, "div", "images-tools");
  const { examples } = state;
  const title = computed(() => {
    const content = state.content.value;
    return content === null ? "" : tilesTitle(content, state.choice.value, state.filter.value);
  });
  drawOnChange(
    () => ({
      ...{ content: state.content.value, title: title.value, choice: state.choice.value },
      examples: examples.value,
    }),
    ({ content, title: text, choice, examples: shown }) => {
      if (content === null) return;
      updateText(heading, () => text);
      updateText(childOf(tools, "p", "count"), () => t("{0} images", formatCount(shown.length)));
      updateText(childOf(tools, "p", "summary"), () =>
        // The image itself is none of those near it.
        tilesSummary(content, choice.kind === "near" ? shown.slice(1) : shown),
      );
      childOf(tools, "button", "all")
        .attr("type", "button")
        .text(t("All that are shown"))
        .property("hidden", choice.kind === "shown")
        .on("click", () => {
          state.showAll();
        });
    },
  );
  return bindTileList(place, { id: "near", examples, title, ...parts });
}
