import type { Engine } from "./engine.js";
import { tensorflow } from "./tensorflow/engine.js";
import { wasm } from "./wasm/engine.js";

/** Every engine, in the order in which `auto` tries them. */
export const engines: readonly Engine[] = [tensorflow, wasm];

export function findEngine(id: string): Engine | undefined {
  return engines.find((engine) => engine.id === id);
}
