import type { InspectorTab } from "./tab.js";
import { costTab } from "./tabs/cost.js";
import { shapeTab } from "./tabs/shape.js";
import { sourceTab } from "./tabs/source.js";
import { statisticsTab } from "./tabs/statistics.js";

/** Every tab of the inspector, in order; the first is shown where none was chosen. */
export const inspectorTabs: readonly InspectorTab[] = [shapeTab, costTab, statisticsTab, sourceTab];
