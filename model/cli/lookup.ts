import { findNetwork, networks } from "../network/index.js";
import type { NetworkSpec } from "../network/spec.js";
import { unknownName } from "../messages/unknownName.js";

/** Throws a UserError that lists the networks there are. */
export function requireNetwork(id: string): NetworkSpec {
  const network = findNetwork(id);
  if (network === undefined) throw unknownName("network", id, networks);
  return network;
}
