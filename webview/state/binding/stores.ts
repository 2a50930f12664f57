import type { ReadonlySignal } from "@preact/signals-core";
import type { Colored } from "../colorScale.js";
import type { LiveValues } from "../liveValues.js";
import type { ViewStore } from "../viewStore.js";
import type { RunStore } from "../runStore.js";

/** What the views of the explorer are bound to. */
export interface Stores {
  readonly runs: RunStore;
  readonly view: ViewStore;
  /** Changes with the statistics and timings alone, not with every step. For what is seen at a glance. */
  readonly live: ReadonlySignal<LiveValues>;
  /** The same for what is read: it changes no faster than a person reads. */
  readonly readable: ReadonlySignal<LiveValues>;
  /** What a person chose to color the picture, and what its colors mean now; null before there is a network. */
  readonly colored: ReadonlySignal<Colored | null>;
}
