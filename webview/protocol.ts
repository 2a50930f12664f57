import type { QuestionKind } from "../model/asking/index.js";
import type { NetworkSpec, NodeId, Shape } from "../model/network/spec.js";
import type { RunConfig } from "../model/run/config.js";
import type { EventBatch } from "../model/run/events.js";
import type { RunSnapshot } from "../model/run/runSnapshot.js";
import type { EvaluationPoint, RunState } from "../model/run/state.js";
import type { StepPoint } from "../model/run/stepHistory.js";

/** Which commands a page may run; the host maps each to the VS Code command of the same meaning. */
export const pageCommandIds = [
  "train",
  "pause",
  "resume",
  "stop",
  "restart",
  "setup",
  "selectEngine",
  "showLog",
  "showLive",
] as const;
export type PageCommand = (typeof pageCommandIds)[number];

/**
 * What the run shown is to a person: one that was trained in this window; one that is read from disk, on which another
 * window may be at work; one beside which another goes on meanwhile; or the one that came with the extension.
 */
export type RunRole = "own" | "followed" | "aside" | "sample";

/** All a page needs to draw; sent when it becomes ready or visible, and after a gap. */
export interface Snapshot {
  readonly network: NetworkSpec;
  /** The input in use, [channels, height, width]. */
  readonly input: Shape;
  readonly run: RunSnapshot;
  /** Their own where it is missing. */
  readonly role?: RunRole;
  /** The number of events already folded into `run`. */
  readonly eventCount: number;
  /** Whether `run` is a glance at it, and everything is still to come. */
  readonly isGlance?: boolean;
}

/** What a page may change of the shown run's configuration when it asks for a new run. */
export type ConfigChanges = Partial<
  Pick<RunConfig, "seed" | "learningRate" | "epochs" | "batchSize">
>;

/** A file that a page made for a person to keep. */
export interface ExportedFile {
  /** A suggestion without folders, such as `inception-3a.svg`. */
  readonly name: string;
  readonly encoding: "utf8" | "base64";
  readonly content: string;
}

/** Whose weights a question is about; what is left out is as of the run shown. */
export interface WeightsOf {
  /** Another run, by its id. */
  readonly run?: string;
  /** The step to which the weights are to be near that the run has kept; the newest where it is left out. */
  readonly at?: number;
}

/** The newest weights of the run shown. */
export const noWish: WeightsOf = {};

/** A question to a run, as a page asks it. */
export interface RunQuestion {
  /** Made up by the page: names it where its progress is told, and where it is taken back. */
  readonly id: string;
  readonly kind: QuestionKind;
  readonly input: unknown;
  /** The run shown where it is left out. */
  readonly of?: WeightsOf;
}

/** What the curves of a run on disk need. */
export interface RunCurves {
  readonly id: string;
  readonly title: string;
  /** Whether it came with the extension. */
  readonly isSample: boolean;
  /** When it began, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly config: RunConfig;
  /** In order; of a long run a bounded number, with the extremes of the loss among them. */
  readonly steps: readonly StepPoint[];
  readonly evaluations: readonly EvaluationPoint[];
  /** What it came to; null for a run without an end, or one that failed. */
  readonly finished: RunState["finished"];
}

/** What another run has to be like: it is not this one, and has the same classes. */
export interface RunToCompare {
  readonly run: string;
  readonly classNames: readonly string[];
}

/** A run beside which the one shown can be seen: it has weights, and the same classes. */
export interface ComparableRun {
  readonly id: string;
  /** When it began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** The title of its network. */
  readonly network: string;
  /** Null before it was evaluated. */
  readonly testAccuracy: number | null;
  /** Whether it came with the extension. */
  readonly isSample: boolean;
  /** The steps before its newest of which it has its weights too, the first first. */
  readonly moments: readonly number[];
}

/** What a person changed of the network to see what happens; the run itself stays as it is. */
export interface WhatIf {
  /** Height and width of the input in pixels; null for the run's own. */
  readonly inputSize: number | null;
  /** Blocks drawn without their 1×1 reductions. */
  readonly unreduced: readonly NodeId[];
}

export const asItIs: WhatIf = { inputSize: null, unreduced: [] };

/** The element of a page's document that holds the translated texts as JSON; absent in English. */
export const translationsElementId = "translations";

/**
 * The element that holds the snapshot with which a page is opened, as JSON, so that it draws before
 * the host has answered; absent where the network is very large. VS Code shows the same document again
 * when a hidden page is seen again: then it is old, and the page waits for the answer.
 */
export const firstSnapshotElementId = "first-snapshot";

/** The element that holds what the explorer kept of its view, as JSON, where an earlier panel was closed. */
export const keptViewElementId = "kept-view";

/** A bug in a page. */
export interface PageFault {
  readonly message: string;
  readonly stack: string;
}

/** An image of the test set, by its number, and through whose weights it goes. */
export interface ShownImage {
  readonly example: number;
  /** The step of which the run shown has kept them; null for its newest. */
  readonly at: number | null;
}

/** What the host tells a page. */
export interface PageApi {
  hydrate(snapshot: Snapshot): void;
  /** The next events; a page whose count differs from `first` calls `refresh`. */
  apply(batch: EventBatch): void;
  /** Another part of VS Code chose a node. */
  select(nodeId: NodeId): void;
  /** Another part of VS Code chose an image to send through the network. */
  showImage(image: ShownImage): void;
  /** How much of the work for the answer to a question of this page is done, of how much, and what can be seen of it by then. */
  reach(id: string, done: number, of: number, soFar?: unknown): void;
}
