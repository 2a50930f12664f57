import { says } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import { buildGraph, type NetworkGraph } from "../network/graph.js";
import { InputTooSmall } from "../network/leastInput.js";
import type { NetworkSpec, Shape } from "../network/spec.js";

/** A network at an input; throws a UsageError that names the smallest where nothing would be left of it. */
export function requireGraph(spec: NetworkSpec, input: Shape): NetworkGraph {
  try {
    return buildGraph(spec, input);
  } catch (error) {
    if (!(error instanceof InputTooSmall)) throw error;
    const { after, least } = error;
    throw new UsageError(
      says("{0} cannot take an input of {1}.", spec.title, input.join("×")),
      says("Nothing would be left of it after {0}.", after),
      says("Its smallest input is {0}.", [input[0] ?? 1, ...least].join("×")),
      { cause: error },
    );
  }
}
