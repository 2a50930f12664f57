import type { ReadonlySignal } from "@preact/signals-core";
import type { LiveValues } from "../liveValues.js";
import type { RunStore, ViewStore } from "../store.js";

/** What the views of the explorer are bound to. */
export interface Stores {
  readonly runs: RunStore;
  readonly view: ViewStore;
  /** Changes with the statistics and timings alone, not with every step. For what is seen at a glance. */
  readonly live: ReadonlySignal<LiveValues>;
  /** The same for what is read: it changes no faster than a person reads. */
  readonly readable: ReadonlySignal<LiveValues>;
}
