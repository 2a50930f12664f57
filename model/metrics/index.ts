import { examplesPerSecond } from "./examplesPerSecond.js";
import type { Metric } from "./metric.js";
import { testAccuracy } from "./testAccuracy.js";
import { testLoss } from "./testLoss.js";
import { trainAccuracy } from "./trainAccuracy.js";
import { trainLoss } from "./trainLoss.js";
import { registry } from "../registry.js";

/** Every metric, in the order of the panel. */
export const metrics: readonly Metric[] = registry("metrics", [
  trainLoss,
  testLoss,
  trainAccuracy,
  testAccuracy,
  examplesPerSecond,
]);
