import type { InspectorTab } from "./tab.js";
import { costTab } from "./tabs/cost.js";
import { kernelsTab } from "./tabs/kernels.js";
import { shapeTab } from "./tabs/shape.js";
import { sourceTab } from "./tabs/source.js";
import { statisticsTab } from "./tabs/statistics.js";

/** Every tab of the inspector, in order; the first is shown where none was chosen. */
export const inspectorTabs: readonly InspectorTab[] = [
  shapeTab,
  costTab,
  statisticsTab,
  kernelsTab,
  sourceTab,
];

/** The tab of that id, or the first. */
export function tabOf(id: string): InspectorTab {
  return inspectorTabs.find((tab) => tab.id === id) ?? shapeTab;
}
