import type { EngineReport } from "../trainer/protocol.js";
import type { Engine } from "./engine.js";
import { gpuNames } from "./tensorflow/device.js";
import { tensorflow } from "./tensorflow/engine.js";
import { wasm } from "./wasm/engine.js";
import { namesSoftware } from "./webgpu/adapter.js";
import { webgpu } from "./webgpu/engine.js";

/** Every engine, in the order in which they are listed. */
export const engines: readonly Engine[] = [tensorflow, webgpu, wasm];

/** An engine, where it has found the kind of device that earns it its place. */
export interface Preference {
  readonly engine: Engine;
  /** On any device if left out. */
  readonly accepts?: (report: EngineReport) => boolean | Promise<boolean>;
}

/** What `auto` tries, the fastest first. */
export const preferences: readonly Preference[] = [
  { engine: tensorflow, accepts: async ({ device }) => (await gpuNames()).includes(device) },
  { engine: webgpu, accepts: ({ device }) => !namesSoftware(device) },
  { engine: tensorflow },
  { engine: wasm },
];

export function findEngine(id: string): Engine | undefined {
  return engines.find((engine) => engine.id === id);
}
