import { findNetwork } from "../../model/network/index.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { defaultRunConfig, type RunConfig } from "../../model/run/config.js";
import { snapshotOf } from "../../model/run/runSnapshot.js";
import type { Snapshot } from "../../webview/protocol.js";
import { readTrainingValues, resolveRunConfig } from "../settings/settings.js";
import type { PageParts } from "./pageSpec.js";

export type ShownNetwork = Pick<Snapshot, "network" | "input">;

/** The network and input of the run shown, or those that a run would have. */
export function networkOf(shownConfig: RunConfig | null): ShownNetwork {
  const config = shownConfig ?? nextConfig();
  const network = findNetwork(config.network) ?? unknownNetwork(config.network);
  const [channels = 1] = network.input;
  return { network, input: [channels, ...config.inputSize] };
}

/** Of a run of a newer version: its name is all that is known here, and a page says so. */
function unknownNetwork(id: string): NetworkSpec {
  return { id, title: id, source: "", input: [], classes: 0, modules: [] };
}

/** Everything a page needs. */
export function takeSnapshot({
  store,
  controller,
  isAside,
}: Pick<PageParts, "store" | "controller" | "isAside">): Snapshot {
  return {
    ...networkOf(controller.shownConfig()),
    isAside: isAside(),
    run: snapshotOf(store.state(), base64Of),
    eventCount: store.eventCount(),
  };
}

/** Wrong settings are told when training starts, not when a page opens. */
function nextConfig(): RunConfig {
  try {
    return resolveRunConfig(readTrainingValues());
  } catch {
    return defaultRunConfig();
  }
}

function base64Of({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}
