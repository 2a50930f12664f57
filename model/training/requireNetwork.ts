import { says } from "../messages/message.js";
import { unknownName } from "../messages/unknownName.js";
import { findNetwork, networks } from "../network/index.js";
import type { NetworkSpec } from "../network/spec.js";
import type { RunConfig } from "../run/config.js";

/** Throws a UserError where the registry has no such network. */
export function requireNetwork({ network }: Pick<RunConfig, "network">): NetworkSpec {
  const spec = findNetwork(network);
  if (spec === undefined) throw unknownName(says("network"), network, networks);
  return spec;
}
