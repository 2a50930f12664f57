import type { NetworkSpec, Shape } from "../model/network/spec.js";
import type { EventBatch } from "../model/run/events.js";
import type { RunState } from "../model/run/state.js";

/** Which commands a page may run; the host maps each to the VS Code command of the same meaning. */
export type PageCommand =
  "train" | "pause" | "resume" | "stop" | "openExplorer" | "setup" | "showLog" | "restart";

/** All a page needs to draw; sent when it becomes ready or visible, and after a gap. */
export interface Snapshot {
  readonly network: NetworkSpec;
  /** The input in use, [channels, height, width]. */
  readonly input: Shape;
  readonly run: RunState;
  /** The number of events already folded into `run`. */
  readonly eventCount: number;
}

/** What a page can ask of the host. */
export interface HostApi {
  /** The page is loaded and listens; answers with everything, and increments follow. */
  ready(): Promise<Snapshot>;
  /** The page missed events; answers with everything. */
  refresh(): Promise<Snapshot>;
  run(command: PageCommand): Promise<void>;
  /** A bug in the page, for the log. */
  reportError(message: string, stack: string): Promise<void>;
}

/** What the host tells a page. */
export interface PageApi {
  hydrate(snapshot: Snapshot): void;
  /** The next events; a page whose count differs from `first` calls `refresh`. */
  apply(batch: EventBatch): void;
  /** Another part of VS Code chose a node. */
  select(nodeId: string): void;
}
