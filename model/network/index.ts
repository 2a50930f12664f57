import { googlenet } from "./googlenet/spec.js";
import { googlenetBn } from "./googlenet-bn/spec.js";
import type { NetworkSpec } from "./spec.js";
import { registry } from "../registry.js";

/** Every network a user can choose; the first is the default. */
export const networks: readonly NetworkSpec[] = registry("networks", [googlenet, googlenetBn]);

export function findNetwork(id: string): NetworkSpec | undefined {
  return networks.find((network) => network.id === id);
}
