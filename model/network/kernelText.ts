import type { WindowSpec } from "./spec.js";
import { windowOf } from "./window.js";

/** Height × width, such as `1×7`. */
export function kernelText(layer: WindowSpec): string {
  return windowOf(layer).kernel.join("×");
}
