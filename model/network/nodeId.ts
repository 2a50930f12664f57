import type { NodeId } from "./spec.js";

/** A node's own name, the last part of its path. */
export function nameOf(id: NodeId): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** The number of the path that a node is or stands on, from 1 as the chapter counts; 0 on the trunk. */
export function pathNumberOf(id: NodeId): number {
  return pathNumbersOf(id).at(-1) ?? 0;
}

/** From the outermost path around it inward. */
export function pathNumbersOf(id: NodeId): readonly number[] {
  return [...id.matchAll(/\/path(\d+)(?=\/|$)/gu)].map(([, number]) => Number(number));
}
