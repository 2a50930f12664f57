import { findNetwork } from "../../model/network/index.js";
import { fittedTo } from "../../model/network/fittedTo.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { defaultRunConfig, type RunConfig } from "../../model/run/config.js";
import type { RunEvent, RunEventOf } from "../../model/run/events.js";
import type { RunState } from "../../model/run/state.js";
import { glanceAt } from "../../model/run/glance.js";
import { snapshotOf } from "../../model/run/runSnapshot.js";
import type { Snapshot } from "../../webview/protocol.js";
import { readTrainingValues, resolveRunConfig } from "../settings/settings.js";
import type { RunChange } from "../runs/runView.js";
import type { PageParts, PageSpec } from "./pageSpec.js";

export type ShownNetwork = Pick<Snapshot, "network" | "input">;

/** What of a run's state the picture of its network follows from. */
type Shown = Pick<RunState, "started" | "sizes">;

/** The network and input of the run shown, for its data and the size of its images now, or those that a run would have. */
export function networkOf(
  shownConfig: RunConfig | null,
  { started, sizes }: Shown = { started: null, sizes: [] },
): ShownNetwork {
  const data = started?.dataset ?? null;
  const config = shownConfig ?? nextConfig();
  const spec = findNetwork(config.network) ?? unknownNetwork(config.network);
  const network = shownConfig === null || data === null ? spec : forData(spec, data);
  const [channels = 1] = network.input;
  const size = shownConfig === null ? undefined : sizes.at(-1)?.size;
  return { network, input: [channels, ...(size ?? config.inputSize)] };
}

/** Runs of versions that did not record the channels had those of the network. */
function forData(
  spec: NetworkSpec,
  { channels, classNames }: RunEventOf<"started">["dataset"],
): NetworkSpec {
  if (channels === undefined || spec.modules.length === 0) return spec;
  return fittedTo(spec, { channels, classes: classNames.length });
}

/** Whether what is drawn of the network may be another now: with another run, with its data, or with another size of its images. */
export function mayChangeNetwork(change: RunChange): boolean {
  return change.kind === "replaced" || change.batch.events.some(changesNetwork);
}

/** Whether a run has begun whose network is another for its data than was drawn until then, or its images have another size. */
function changesNetwork(event: RunEvent): boolean {
  if (event.kind === "resized") return true;
  if (event.kind !== "started") return false;
  const spec = findNetwork(event.config.network);
  return spec !== undefined && forData(spec, event.dataset) !== spec;
}

/** Of a run of a newer version: its name is all that is known here, and a page says so. */
function unknownNetwork(id: string): NetworkSpec {
  return { id, title: id, source: "", input: [], classes: 0, modules: [] };
}

/** Everything a page needs, of the run as it is or of a glance at it. */
export function takeSnapshot(
  { store, controller, role }: Pick<PageParts, "store" | "controller" | "role">,
  run: RunState = store.state(),
): Snapshot {
  return {
    ...networkOf(controller.shownConfig(), run),
    role: role(),
    run: snapshotOf(run, base64Of),
    eventCount: store.eventCount(),
  };
}

/** What a page begins with until it has everything. */
export function takeGlance(spec: Pick<PageSpec, "snapshot">, parts: PageParts): Snapshot {
  return { ...spec.snapshot(parts, glanceAt(parts.store.state())), isGlance: true };
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
