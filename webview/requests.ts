import type { QuestionKind } from "../model/asking/index.js";
import type { NodeId } from "../model/network/spec.js";
import type {
  ComparableRun,
  ConfigChanges,
  ExportedFile,
  PageCommand,
  PageFault,
  RunCurves,
  RunQuestion,
  RunToCompare,
  ShownImage,
  Snapshot,
  WhatIf,
} from "./protocol.js";

/**
 * How long a page waits for the answer: not at all where a person may be asked something first and the
 * host tells what fails, for a moment, or as long as it takes.
 */
export type Patience = "none" | "moment" | "any";

/** What a page asks of the host: how long it waits, and, for the compiler alone, what goes and comes. */
export interface PageRequest<Input, Answer, P extends Patience = Patience> {
  readonly patience: P;
  readonly carries?: readonly [Input, Answer];
}

/** Requests by their names on the wire. */
export type PageRequests = Readonly<Record<string, PageRequest<unknown, unknown>>>;

export type RequestInput<R> = R extends PageRequest<infer Input, unknown> ? Input : never;
export type RequestAnswer<R> = R extends PageRequest<unknown, infer Answer> ? Answer : never;

/** Nobody waits for it. */
function told<Input>(): PageRequest<Input, void, "none"> {
  return { patience: "none" };
}

/** Answered at once, or the page says that it was not. */
export function soon<Input, Answer>(): PageRequest<Input, Answer, "moment"> {
  return { patience: "moment" };
}

/** Answered as soon as a person has chosen, or all has been read. */
function sometime<Input, Answer>(): PageRequest<Input, Answer, "any"> {
  return { patience: "any" };
}

/** What every page asks. */
export const everyPageRequests = {
  /** The page is loaded and listens; answers with everything, and increments follow. */
  ready: soon<undefined, Snapshot>(),
  /** The page missed events; answers with everything. */
  refresh: soon<undefined, Snapshot>(),
  /** Asks where to, and writes; false if nothing was written: the person cancelled, or was told why. */
  save: sometime<ExportedFile, boolean>(),
  /** To the clipboard. */
  copy: soon<string, undefined>(),
  /**
   * A question of `model/asking` to the run shown; null where there is nothing to tell yet. It is asked, and
   * its answer read, by `RunQuestions`.
   */
  askRun: sometime<RunQuestion, unknown>(),
  /** Takes such a question back, by its id. */
  cancelAsking: told<string>(),
  /** A bug in the page, for the log. */
  reportError: told<PageFault>(),
} satisfies PageRequests;

export const explorerRequests = {
  /** The steps of which the run shown has kept its weights, the first first. */
  keptWeights: soon<undefined, readonly number[]>(),
  /** The runs through which an image can be sent beside the one shown, the newest first. */
  comparableRuns: sometime<RunToCompare, readonly ComparableRun[]>(),
  run: told<PageCommand>(),
  /** Shows the setting that names the data set's folder. */
  openDataSetting: told<undefined>(),
  /** The page's selection has changed; the Network view follows. */
  select: told<NodeId>(),
  /** What a person looks at has changed: the next panel opens with it. */
  keepView: told<Readonly<Record<string, unknown>>>(),
  /** What a person changes of the network to see what happens; the Network view follows. */
  askWhatIf: told<WhatIf>(),
  /** Starts a new run with the shown run's configuration and these changes, after asking if one is going on. */
  restartWith: told<ConfigChanges>(),
} satisfies PageRequests;

export const metricsRequests = {
  /** Past runs, the newest first: as long as their records are. */
  readRuns: sometime<undefined, readonly RunCurves[]>(),
} satisfies PageRequests;

export const evaluationRequests = {
  /** Asks how, and trains a first run. */
  train: told<undefined>(),
  /**
   * What this run was told last, by its newest weights or those near to a step, to a question whose answer is kept,
   * since a page that was hidden has forgotten it; null where it was not asked. Its arrays are as JSON carries them.
   */
  lastTold: soon<
    { readonly kind: QuestionKind; readonly run: string; readonly at?: number },
    unknown
  >(),
  /** The runs that the one shown can be compared with, the newest first. */
  comparableRuns: sometime<RunToCompare, readonly ComparableRun[]>(),
  /** The steps of which the run shown has kept its weights, the first first. */
  keptWeights: soon<undefined, readonly number[]>(),
  /**
   * What the evaluations that the run shown has kept made of each image, in their order (`TestedAt`). Its arrays are
   * as JSON carries them.
   */
  testedOverEpochs: soon<undefined, unknown>(),
  /** Shows an image of the test set in the explorer. */
  showImage: told<ShownImage>(),
} satisfies PageRequests;

/** A request without an input takes none. */
type Arguments<Input> = [Input] extends [undefined] ? [] : [input: Input];

/** What answers requests over the wire. */
export type HostApi<R extends PageRequests> = {
  readonly [K in keyof R]: (
    ...input: Arguments<RequestInput<R[K]>>
  ) => Promise<RequestAnswer<R[K]>>;
};

/** Requests as a page's code asks them. */
export type RequestsOf<R extends PageRequests> = {
  readonly [K in keyof R]: R[K]["patience"] extends "none"
    ? (...input: Arguments<RequestInput<R[K]>>) => void
    : (...input: Arguments<RequestInput<R[K]>>) => Promise<RequestAnswer<R[K]>>;
};
