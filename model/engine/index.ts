import type { Engine } from "./engine.js";
import { tensorflow } from "./tensorflow/engine.js";

/** Every engine, in the order in which `auto` tries them. */
export const engines: readonly Engine[] = [tensorflow];

export function findEngine(id: string): Engine | undefined {
  return engines.find((engine) => engine.id === id);
}
