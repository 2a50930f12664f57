import { googlenet } from "../../model/network/googlenet.js";
import { findNetwork } from "../../model/network/index.js";
import { defaultRunConfig, type RunConfig } from "../../model/run/config.js";
import type { Snapshot } from "../../webview/protocol.js";
import type { RunStore } from "../runStore.js";
import { readTrainingValues, resolveRunConfig } from "../settings.js";

/** Everything a page needs: the network and input of the run shown, or those a run would have. */
export function takeSnapshot(store: RunStore, shownConfig: RunConfig | null): Snapshot {
  const config = shownConfig ?? nextConfig();
  const network = findNetwork(config.network) ?? googlenet;
  const [channels = 1] = network.input;
  return {
    network,
    input: [channels, ...config.inputSize],
    run: store.state(),
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
