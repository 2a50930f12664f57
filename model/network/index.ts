import { googlenet } from "./googlenet.js";
import type { NetworkSpec } from "./spec.js";

/** Every network a user can choose; the first is the default. */
export const networks: readonly NetworkSpec[] = [googlenet];

export function findNetwork(id: string): NetworkSpec | undefined {
  return networks.find((network) => network.id === id);
}
