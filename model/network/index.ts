import { alexnet } from "./alexnet/spec.js";
import { googlenet } from "./googlenet/spec.js";
import { googlenetBn } from "./googlenet-bn/spec.js";
import { nin } from "./nin/spec.js";
import type { NetworkSpec } from "./spec.js";
import { vgg11 } from "./vgg11/spec.js";
import { registry } from "../registry.js";

/** Every network a user can choose; the first is the default. */
export const networks: readonly NetworkSpec[] = registry("networks", [
  googlenet,
  googlenetBn,
  alexnet,
  vgg11,
  nin,
]);

export function findNetwork(id: string): NetworkSpec | undefined {
  return networks.find((network) => network.id === id);
}
