import type { Message } from "../../model/messages/message.js";
import { fruitlessOf, fruitlessReason, isInVain } from "../../model/metrics/watchdog/fruitless.js";
import type { RunEvent } from "../../model/run/events.js";
import { isActive, type Phase } from "../../model/run/phase.js";
import { isResumable } from "../../model/run/resumable.js";
import { initialRunState, reduceAll, type RunState } from "../../model/run/state.js";

/** A line of the Runs view. */
export interface RunLine {
  readonly id: string;
  readonly phase: Phase;
  readonly startedAt: number;
  readonly network: string;
  readonly recipe: string;
  readonly engine: string;
  readonly device: string;
  readonly seed: number;
  readonly step: number;
  readonly totalSteps: number;
  readonly loss: number | null;
  readonly testAccuracy: number | null;
  /** Why nothing came of it, where the watchdog warns of that; null where something did, or it goes on. */
  readonly inVain: Message | null;
  /** Whether it can go on from its checkpoint, once no trainer is at work on it. */
  readonly canGoOn: boolean;
}

/** What the Runs view says of a run, or null for one that never began. */
export function runLineOf(id: string, events: readonly RunEvent[]): RunLine | null {
  const state = reduceAll(initialRunState, events);
  const first = events.find((event) => event.kind === "started");
  if (state.started === null || first === undefined) return null;
  const { config, engine, totalSteps, resumedFrom } = state.started;
  const last = state.steps.at(-1);
  const testAccuracy = state.evaluations.at(-1)?.accuracy ?? state.finished?.summary.testAccuracy;
  return {
    id,
    phase: state.phase,
    startedAt: first.time,
    network: config.network,
    recipe: config.recipe,
    engine: engine.title,
    device: engine.device,
    seed: config.seed,
    step: state.finished?.summary.steps ?? last?.step ?? resumedFrom,
    totalSteps,
    loss: state.finished?.summary.loss ?? last?.loss ?? null,
    testAccuracy: testAccuracy ?? null,
    inVain: reasonInVain(state),
    canGoOn: isResumable(isActive(state.phase) ? { ...state, phase: "stopped" } : state),
  };
}

function reasonInVain(state: RunState): Message | null {
  const fruitless = fruitlessOf(state);
  return fruitless !== null && isInVain(fruitless) ? fruitlessReason(fruitless) : null;
}
