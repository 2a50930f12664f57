import { batch, computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkSpec, Shape } from "../../model/network/spec.js";
import type { EventBatch } from "../../model/run/events.js";
import { stateOf } from "../../model/run/runSnapshot.js";
import { initialRunState, reduceAll, type RunState } from "../../model/run/state.js";
import {
  asItIs,
  noWish,
  type WhatIf,
  type RunRole,
  type Snapshot,
  type WeightsOf,
} from "../protocol.js";
import { isReadable } from "../host/readableEvent.js";
import { answerTo, type WhatIfAnswer } from "./whatIf.js";
import { saysTheSame } from "./settled.js";

/**
 * What a page knows of the host's run: a replica, changed by snapshots and events alone. Its graph is
 * the network with what a person changed of it.
 */
export class RunStore {
  readonly network = signal<NetworkSpec | null>(null);
  readonly input = signal<Shape>([]);
  readonly run = signal<RunState>(initialRunState);
  readonly role = signal<RunRole>("own");
  /** Whether `run` is no more than a glance at it, until everything comes. */
  readonly isGlance = signal(false);
  /** With whose weights the network is asked while a person looks about. */
  readonly whose = signal<WeightsOf>(noWish);
  private eventCount = -1;

  constructor(private readonly whatIf: ReadonlySignal<WhatIf> = signal(asItIs)) {}

  /** Made again only when the network, its input or the what-if changes; null before the first snapshot. */
  readonly answer = computed<WhatIfAnswer | null>(() => {
    const network = this.network.value;
    return network === null ? null : answerTo(network, this.input.value, this.whatIf.value);
  });

  readonly graph = computed<NetworkGraph | null>(() => this.answer.value?.graph ?? null);

  hydrate(snapshot: Snapshot): void {
    batch(() => {
      // Every snapshot is a copy: what says the same stays the same, and nothing is laid out again.
      if (!saysTheSame(this.network.peek(), snapshot.network))
        this.network.value = snapshot.network;
      if (!saysTheSame(this.input.peek(), snapshot.input)) this.input.value = snapshot.input;
      this.run.value = stateOf(snapshot.run);
      this.isGlance.value = snapshot.isGlance === true;
      this.role.value = snapshot.role ?? "own";
      this.eventCount = snapshot.eventCount;
    });
  }

  /**
   * False where these are not the next events, or not such as a page can draw: then a snapshot is
   * needed, and nothing was changed.
   */
  apply({ first, events }: EventBatch): boolean {
    if (first !== this.eventCount || !events.every(isReadable)) return false;
    this.run.value = reduceAll(this.run.peek(), events);
    this.eventCount += events.length;
    return true;
  }
}
