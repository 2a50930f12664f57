import { childOf } from "../../marks/dom.js";
import { t } from "../../words/l10n.js";
import { drawHistograms } from "./drawHistograms.js";
import { drawHistories } from "./drawHistories.js";
import { drawPathShares } from "./drawPathShares.js";
import { drawOnNewInputs } from "../parts/onChange.js";
import type { InspectorTab } from "../parts/tab.js";

export const statisticsTab: InspectorTab = {
  id: "statistics",
  title: t("Statistics"),
  shows: ["live", "run"],
  draw(panel, contents) {
    const { node, choices, run } = contents;
    drawPathShares(childOf(panel, "div", "contributions"), contents);
    drawHistories(panel, contents);
    const section = childOf(panel, "section", "histograms");
    // They come more seldom than the live numbers, and cost more.
    drawOnNewInputs(
      section,
      [node, choices, run.histograms, run.histogramsEvery, run.phase],
      () => {
        drawHistograms(section, contents);
      },
    );
  },
};
