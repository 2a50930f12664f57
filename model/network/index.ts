import { alexnet } from "./alexnet/spec.js";
import { googlenet } from "./googlenet/spec.js";
import { googlenetBn } from "./googlenet-bn/spec.js";
import { googlenetPaper } from "./googlenet-paper/spec.js";
import { inceptionResnet } from "./inception-resnet/spec.js";
import { inceptionV2 } from "./inception-v2/spec.js";
import { inceptionV3 } from "./inception-v3/spec.js";
import { nin } from "./nin/spec.js";
import type { NetworkSpec } from "./spec.js";
import { vgg11 } from "./vgg11/spec.js";
import { registry } from "../registry.js";

/** Every network a user can choose; the first is the default. */
export const networks: readonly NetworkSpec[] = registry("networks", [
  googlenet,
  googlenetBn,
  googlenetPaper,
  inceptionV2,
  inceptionV3,
  inceptionResnet,
  alexnet,
  vgg11,
  nin,
]);

export function findNetwork(id: string): NetworkSpec | undefined {
  return networks.find((network) => network.id === id);
}
