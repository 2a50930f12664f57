import type * as vscode from "vscode";
import type { EventBatch } from "../../model/run/events.js";
import type { RunState } from "../../model/run/state.js";

/** `replaced`: forget what you knew. `events`: fold these onto what you have. */
export type RunChange =
  | { readonly kind: "replaced" }
  | { readonly kind: "events"; readonly batch: EventBatch };

/** A run as it is looked at; `RunStore` is the truth about one. */
export interface RunView {
  runId(): string | null;
  state(): RunState;
  /** The number of events folded into the state. */
  eventCount(): number;
  readonly onDidChange: vscode.Event<RunChange>;
}
