import * as vscode from "vscode";
import * as z from "zod";
import { hasKnownKind } from "../../model/run/eventKinds.js";
import { eventBatchSchema, runEventSchema, type RunEvent } from "../../model/run/events.js";
import type { Phase } from "../../model/run/phase.js";
import {
  initialRunState,
  preparingRunState,
  reduceAll,
  type RunState,
} from "../../model/run/state.js";
import { Disposable } from "../disposable.js";
import type { RunChange, RunView } from "./runView.js";

/** A batch whose events were not checked one by one yet. */
const looseBatchSchema = z.object({
  first: eventBatchSchema.shape.first,
  events: z.array(z.unknown()),
});

/**
 * The truth about a run: the fold of its events. It numbers events itself, so that
 * pages see one unbroken sequence even where a run was resumed by another trainer.
 */
export class RunStore extends Disposable implements RunView {
  private readonly changed = this.register(new vscode.EventEmitter<RunChange>());
  readonly onDidChange = this.changed.event;

  private currentId: string | null = null;
  private current: RunState = initialRunState;
  private count = 0;
  /** Our number of an event less the trainer's; unknown until its first batch. */
  private offset: number | null = null;

  /** `reportFault` is told of events that do not fit the schema or are missing. */
  constructor(private readonly reportFault: (message: string) => void) {
    super();
  }

  runId(): string | null {
    return this.currentId;
  }

  state(): RunState {
    return this.current;
  }

  /** The number of events folded into the state. */
  eventCount(): number {
    return this.count;
  }

  /** A new run was asked for. */
  begin(runId: string): void {
    this.replace(runId, preparingRunState, 0);
  }

  /** The run goes on from its checkpoint: its curves stay. */
  continueRun(): void {
    const past = { finished: null, failure: null, message: null };
    this.replace(this.currentId, { ...this.current, ...past, phase: "preparing" }, this.count);
  }

  /** Shows a run of the past. */
  load(
    runId: string,
    { state, count }: { readonly state: RunState; readonly count: number },
  ): void {
    this.replace(runId, state, count);
  }

  clear(): void {
    this.replace(null, initialRunState, 0);
  }

  /** For what only the host knows: that a run was asked to stop, or that nobody works on it. */
  setPhase(phase: Phase, message = this.current.message): void {
    this.current = { ...this.current, phase, message };
    this.changed.fire({ kind: "replaced" });
  }

  /** Folds a batch as it came from the trainer; what does not fit the schema is left out. */
  apply(received: unknown): void {
    const parsed = looseBatchSchema.safeParse(received);
    if (!parsed.success) {
      this.reportFault(
        `A message of the trainer is not a batch of events: ${parsed.error.message}`,
      );
      return;
    }
    const { first, events } = parsed.data;
    this.offset ??= this.count - first;
    const missing = first + this.offset - this.count;
    if (missing > 0) {
      this.reportFault(`${missing} events of the run did not arrive.`);
      this.offset -= missing;
    }
    this.append(events.slice(Math.max(0, -missing)).flatMap((event) => this.check(event)));
  }

  /** Adds events of our own, such as the failure of a trainer that cannot speak any more. */
  append(told: readonly RunEvent[]): void {
    if (told.length === 0) return;
    const first = this.count;
    const events = told.map((event) =>
      event.kind === "started" ? namedBy(this.currentId, event) : event,
    );
    this.current = reduceAll(this.current, events);
    this.count += events.length;
    this.changed.fire({ kind: "events", batch: { first, events } });
  }

  private check(event: unknown): RunEvent[] {
    const parsed = runEventSchema.safeParse(event);
    if (parsed.success) return [parsed.data];
    if (hasKnownKind(event))
      this.reportFault(`An event of the trainer was left out: ${parsed.error.message}`);
    if (this.offset !== null) this.offset -= 1;
    return [];
  }

  private replace(runId: string | null, state: RunState, count: number): void {
    this.currentId = runId;
    const { started } = state;
    this.current = { ...state, started: started === null ? null : namedBy(runId, started) };
    this.count = count;
    this.offset = null;
    this.changed.fire({ kind: "replaced" });
  }
}

/** A run has the name of its folder, whatever is recorded: one that was copied is another run. */
function namedBy<T extends { readonly runId: string }>(runId: string | null, started: T): T {
  return runId === null ? started : { ...started, runId };
}
