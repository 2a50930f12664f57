import { batch, computed, signal } from "@preact/signals-core";
import { buildGraph, type NetworkGraph } from "../model/network/graph.js";
import type { NetworkSpec, NodeId, Shape } from "../model/network/spec.js";
import type { EventBatch } from "../model/run/events.js";
import { initialRunState, reduce, type RunState } from "../model/run/state.js";
import type { Snapshot } from "./protocol.js";
import type { Zoom } from "./layout/fit.js";
import type { ViewState } from "./viewState.js";

/** What a page knows of the host's run: a replica, changed by snapshots and events alone. */
export class RunStore {
  readonly network = signal<NetworkSpec | null>(null);
  readonly input = signal<Shape>([]);
  readonly run = signal<RunState>(initialRunState);
  private eventCount = -1;

  /** Rebuilt only when the network or its input changes. */
  readonly graph = computed<NetworkGraph | null>(() => {
    const network = this.network.value;
    return network === null ? null : buildGraph(network, this.input.value);
  });

  hydrate(snapshot: Snapshot): void {
    batch(() => {
      // Every snapshot is a copy: what says the same stays the same, and nothing is laid out again.
      if (!saysTheSame(this.network.peek(), snapshot.network))
        this.network.value = snapshot.network;
      if (!saysTheSame(this.input.peek(), snapshot.input)) this.input.value = snapshot.input;
      this.run.value = snapshot.run;
      this.eventCount = snapshot.eventCount;
    });
  }

  /** False where these are not the next events: then a snapshot is needed, and nothing was changed. */
  apply({ first, events }: EventBatch): boolean {
    if (first !== this.eventCount) return false;
    this.run.value = events.reduce(reduce, this.run.peek());
    this.eventCount += events.length;
    return true;
  }
}

function saysTheSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What a person chose to look at. */
export class ViewStore {
  readonly scope = signal<NodeId | null>(null);
  readonly selection = signal<NodeId | null>(null);
  readonly tab = signal("shape");
  readonly measure = signal("activation");
  readonly zoom = signal<Zoom | null>(null);
  readonly dismissed = signal<readonly string[]>([]);
  /** Whether anything was kept or chosen yet: before that the page may choose a first view. */
  readonly isChosen: boolean;

  constructor(kept: Partial<ViewState>) {
    this.isChosen = kept.scope !== undefined;
    this.scope.value = kept.scope ?? null;
    this.selection.value = kept.selection ?? null;
    this.tab.value = kept.tab ?? this.tab.value;
    this.measure.value = kept.measure ?? this.measure.value;
    this.zoom.value = kept.zoom ?? null;
    this.dismissed.value = kept.dismissed ?? [];
  }

  readonly state = computed<ViewState>(() => ({
    scope: this.scope.value,
    selection: this.selection.value,
    tab: this.tab.value,
    measure: this.measure.value,
    zoom: this.zoom.value,
    dismissed: this.dismissed.value,
  }));

  select(id: NodeId): void {
    this.selection.value = id;
  }

  /** Shows a module, a block or everything, fitted to the window. */
  open(scope: NodeId | null, selection: NodeId | null = scope): void {
    batch(() => {
      if (scope !== this.scope.peek()) this.zoom.value = null;
      this.scope.value = scope;
      if (selection !== null) this.selection.value = selection;
    });
  }
}
