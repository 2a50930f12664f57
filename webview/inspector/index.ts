import type { InspectorTab } from "./parts/tab.js";
import { costTab } from "./cost/cost.js";
import { kernelsTab } from "./kernels/kernels.js";
import { mapsTab } from "./maps/maps.js";
import { shapeTab } from "./shape/shape.js";
import { sourceTab } from "./source/source.js";
import { statisticsTab } from "./statistics/statistics.js";
import { registry } from "../../model/registry.js";

/** Every tab of the inspector, in order; the first is shown where none was chosen. */
export const inspectorTabs: readonly InspectorTab[] = registry("tabs", [
  shapeTab,
  costTab,
  statisticsTab,
  kernelsTab,
  mapsTab,
  sourceTab,
]);

/** The tab of that id, or the first. */
export function tabOf(id: string): InspectorTab {
  return inspectorTabs.find((tab) => tab.id === id) ?? shapeTab;
}
