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
  /** The newest at the end; older ones than `statisticsKept` are dropped. */
  readonly statistics: readonly StatisticsPoint[];
  /** The first, the newest, and `histogramsKept` in all that are spread over the steps between. */
  readonly histograms: readonly HistogramsPoint[];
  /** The newest. */
  readonly timings: TimingsPoint | null;
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

/** Enough for a node's sparkline. */
export const statisticsKept = 240;

/** Enough for a history of a few lines a screen; more would weigh on each page that is opened. */
export const histogramsKept = 48;

export const initialRunState: RunState = {
  phase: "idle",
  started: null,
  startedAt: null,
  steps: StepHistory.empty,
  evaluations: [],
  statistics: [],
  histograms: [],
  timings: null,
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
        statistics: appendByStep(state.statistics, event).slice(-statisticsKept),
      };
    case "histograms":
      return { ...state, histograms: thin(appendByStep(state.histograms, event)) };
    case "timings":
      return { ...state, timings: event };
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

/** A run that goes on keeps what it knew up to its checkpoint. */
function begin(state: RunState, event: Started): RunState {
  const upToCheckpoint = (point: Stepped): boolean => point.step <= event.resumedFrom;
  const kept: RunState = {
    ...initialRunState,
    phase: "warmingUp",
    started: event,
    startedAt: state.startedAt ?? event.time,
    steps: state.steps.upTo(event.resumedFrom),
    evaluations: state.evaluations.filter(upToCheckpoint),
    statistics: state.statistics.filter(upToCheckpoint),
    histograms: state.histograms.filter(upToCheckpoint),
    timings: state.timings !== null && upToCheckpoint(state.timings) ? state.timings : null,
    sizes: state.sizes.filter(upToCheckpoint),
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

interface Stepped {
  readonly step: number;
}

/** Points come in step order: an event that was seen already is not new. */
function isNew(points: { at(place: number): Stepped | undefined }, point: Stepped): boolean {
  return (points.at(-1)?.step ?? -1) < point.step;
}

function appendByStep<P extends Stepped>(points: readonly P[], point: P): readonly P[] {
  return isNew(points, point) ? [...points, point] : points;
}

/** Without the point that is missed least: the one whose neighbors are nearest to each other. Ends stay. */
function thin(points: readonly HistogramsPoint[]): readonly HistogramsPoint[] {
  if (points.length <= histogramsKept) return points;
  const gapWithout = (index: number): number =>
    (points[index + 1]?.step ?? Infinity) - (points[index - 1]?.step ?? -Infinity);
  let missedLeast = 1;
  for (let index = 2; index < points.length - 1; index++) {
    if (gapWithout(index) < gapWithout(missedLeast)) missedLeast = index;
  }
  return points.toSpliced(missedLeast, 1);
}
