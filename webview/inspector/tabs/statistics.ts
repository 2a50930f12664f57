import { drawHistories } from "../drawHistories.js";
import type { InspectorTab } from "../tab.js";

export const statisticsTab: InspectorTab = {
  id: "statistics",
  title: "Statistics",
  draw(panel, inspected) {
    drawHistories(panel, inspected);
  },
};
