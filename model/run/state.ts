import type { NodeId } from "../network/spec.js";
import { hasKnownKind } from "./eventKinds.js";
import type {
  NodeHistograms,
  NodeStatistics,
  NodeTimings,
  RunEvent,
  RunEventOf,
} from "./events.js";
import type { Phase } from "./phase.js";
import { appendByStep, isNew, pointsUpTo, thinned, type Kept } from "./points.js";
import { StepHistory } from "./stepHistory.js";
import { type Message, recorded } from "../messages/message.js";
import { englishOf } from "../messages/translate.js";

type Started = RunEventOf<"started">;
export type EvaluationPoint = Omit<RunEventOf<"evaluation">, "kind">;

export type SizePoint = Omit<RunEventOf<"resized">, "kind">;

/** One statistics event: what every node measured at a step. */
export interface StatisticsPoint {
  readonly step: number;
  readonly nodes: Readonly<Record<NodeId, NodeStatistics>>;
}

/** One histograms event: the distributions of every layer's values at a step. */
export interface HistogramsPoint {
  readonly step: number;
  readonly nodes: Readonly<Record<NodeId, NodeHistograms>>;
}

/** One timings event: how long every node took at a step. */
export interface TimingsPoint {
  readonly step: number;
  readonly nodes: Readonly<Record<NodeId, NodeTimings>>;
}

/** What is known of a run: the fold of its events, the same in the host, the pages and the terminal. */
export interface RunState {
  readonly phase: Phase;
  readonly started: Omit<Started, "kind"> | null;
  /** When it was first begun, however often it went on since. */
  readonly startedAt: number | null;
  readonly steps: StepHistory;
  readonly evaluations: readonly EvaluationPoint[];
  /** Over the whole run, the newest at the end; so is what follows. See `statisticsKept`. */
  readonly statistics: readonly StatisticsPoint[];
  readonly histograms: readonly HistogramsPoint[];
  readonly timings: readonly TimingsPoint[];
  /** Where the images got another size, and which; empty where they have one size. */
  readonly sizes: readonly SizePoint[];
  readonly checkpoint: string | null;
  readonly finished: Omit<RunEventOf<"finished">, "kind"> | null;
  readonly failure: Omit<RunEventOf<"failed">, "kind"> | null;
  /** The newest log line: what a run without steps yet is doing. */
  readonly message: Message | null;
  /** What went otherwise than was asked for since it was last begun, such as a checkpoint passed over. */
  readonly warnings: readonly Message[];
}

/** Enough for a run to be looked through, and at its end for a node's sparkline. */
export const statisticsKept: Kept = { most: 240, newest: 60 };

/** Enough for a history of a few lines a screen; more would weigh on each page that is opened. */
export const histogramsKept: Kept = { most: 48, newest: 1 };

/** They change little. */
export const timingsKept: Kept = { most: 12, newest: 1 };

export const initialRunState: RunState = {
  phase: "idle",
  started: null,
  startedAt: null,
  steps: StepHistory.empty,
  evaluations: [],
  statistics: [],
  histograms: [],
  timings: [],
  sizes: [],
  checkpoint: null,
  finished: null,
  failure: null,
  message: null,
  warnings: [],
};

/** The state of a run that was asked for and of which nothing is known yet. */
export const preparingRunState: RunState = { ...initialRunState, phase: "preparing" };

/** The state after these events; pure. */
export function reduceAll(state: RunState, events: readonly RunEvent[]): RunState {
  return events.reduce(reduce, state);
}

/** The next state; pure. An event of a newer version's kind changes nothing. */
export function reduce(state: RunState, event: RunEvent): RunState {
  if (!hasKnownKind(event)) return state;
  switch (event.kind) {
    case "started":
      return begin(state, event);
    case "step":
      return {
        ...state,
        phase: state.phase === "stopping" ? "stopping" : phaseOfWork(state, event),
        steps: isNew(state.steps, event) ? state.steps.with(event) : state.steps,
      };
    case "evaluation":
      return {
        ...state,
        phase: state.phase === "stopping" ? "stopping" : "training",
        evaluations: appendByStep(state.evaluations, event),
      };
    case "statistics":
      return {
        ...state,
        statistics: thinned(appendByStep(state.statistics, event), statisticsKept),
      };
    case "histograms":
      return {
        ...state,
        histograms: thinned(appendByStep(state.histograms, event), histogramsKept),
      };
    case "timings":
      return { ...state, timings: thinned(appendByStep(state.timings, event), timingsKept) };
    case "checkpoint":
      return { ...state, checkpoint: event.file };
    case "resized":
      return { ...state, sizes: appendByStep(state.sizes, event) };
    case "paused":
      return { ...state, phase: "paused" };
    case "resumed":
      return { ...state, phase: phaseOfWork(state, state.steps.at(-1)) };
    case "log":
      return {
        ...state,
        message: recorded(event.message, event.said),
        warnings: warningsWith(state, event),
      };
    case "finished":
      return {
        ...state,
        phase: event.reason === "stopped" ? "stopped" : "finished",
        finished: event,
        // What was done last says nothing of the end.
        message: null,
      };
    case "failed":
      return { ...state, phase: "failed", failure: event };
  }
}

function warningsWith(
  { warnings }: RunState,
  { level, message, said }: RunEventOf<"log">,
): readonly Message[] {
  const isKnown = warnings.some((warning) => englishOf(warning) === message);
  return level === "warning" && !isKnown ? [...warnings, recorded(message, said)] : warnings;
}

type Measured = Pick<
  RunState,
  "steps" | "evaluations" | "statistics" | "histograms" | "timings" | "sizes"
>;

/** What was known of a run at a step of it. */
export function measuredUpTo(state: Measured, step: number): Measured {
  return {
    steps: state.steps.upTo(step),
    evaluations: pointsUpTo(state.evaluations, step),
    statistics: pointsUpTo(state.statistics, step),
    histograms: pointsUpTo(state.histograms, step),
    timings: pointsUpTo(state.timings, step),
    sizes: pointsUpTo(state.sizes, step),
  };
}

/** A run that goes on keeps what it knew up to its checkpoint. */
function begin(state: RunState, event: Started): RunState {
  const kept: RunState = {
    ...initialRunState,
    ...measuredUpTo(state, event.resumedFrom),
    phase: "warmingUp",
    started: event,
    startedAt: state.startedAt ?? event.time,
    checkpoint: event.resumedFrom > 0 ? state.checkpoint : null,
  };
  return isEvaluationDue(kept, kept.steps.at(-1)) ? { ...kept, phase: "evaluating" } : kept;
}

function phaseOfWork(state: RunState, last: { readonly step: number } | undefined): Phase {
  return isEvaluationDue(state, last) ? "evaluating" : "training";
}

/** The last step of an epoch is followed by the evaluation of the test set. */
function isEvaluationDue(state: RunState, last: { readonly step: number } | undefined): boolean {
  const perEpoch = state.started?.stepsPerEpoch ?? 0;
  const endsEpoch = last !== undefined && perEpoch > 0 && last.step % perEpoch === 0;
  return endsEpoch && state.evaluations.at(-1)?.step !== last.step;
}
