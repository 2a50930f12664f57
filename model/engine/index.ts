import type { Engine } from "./engine.js";
import { tensorflow } from "./tensorflow/engine.js";
import { wasm } from "./wasm/engine.js";
import { webgpu } from "./webgpu/engine.js";
import { registry } from "../registry.js";

/** Every engine; of those on the same kind of device, the faster comes first. */
export const engines: readonly Engine[] = registry("engines", [tensorflow, webgpu, wasm]);

/** It is always there and starts at once; for one image after the other it is as fast as any. */
export const readyEngine = wasm.id;

export function findEngine(id: string): Engine | undefined {
  return engines.find((engine) => engine.id === id);
}
