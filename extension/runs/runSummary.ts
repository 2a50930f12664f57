import type { RunEvent } from "../../model/run/events.js";
import { isActive, type Phase } from "../../model/run/phase.js";
import { isResumable } from "../../model/run/resumable.js";
import { initialRunState, reduce } from "../../model/run/state.js";
import { parseEvents } from "./runEvents.js";

/** A line of the Runs view. */
export interface RunSummary {
  readonly id: string;
  readonly phase: Phase;
  readonly startedAt: number;
  readonly network: string;
  readonly recipe: string;
  readonly engine: string;
  readonly device: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly loss: number | null;
  readonly testAccuracy: number | null;
  readonly checkpoint: string | null;
  /** Whether it can go on from its checkpoint, once no trainer is at work on it. */
  readonly canGoOn: boolean;
}

/** Most of a long file, and nothing here depends on them. */
const measurements = /"kind":"(?:statistics|histograms|timings)"/u;
const stepLine = /"kind":"step"/u;

/** What the Runs view says of a run, or null for one that never began. */
export function summarizeRun(id: string, text: string): RunSummary | null {
  const events = tellingEvents(text);
  const state = events.reduce(reduce, initialRunState);
  const first = events.find((event) => event.kind === "started");
  if (state.started === null || first === undefined) return null;
  const { config, engine, totalSteps } = state.started;
  return {
    id,
    phase: state.phase,
    startedAt: first.time,
    network: config.network,
    recipe: config.recipe,
    engine: engine.title,
    device: engine.device,
    step: state.finished?.summary.steps ?? state.steps.at(-1)?.step ?? state.started.resumedFrom,
    totalSteps,
    loss: state.steps.at(-1)?.loss ?? null,
    testAccuracy:
      state.evaluations.at(-1)?.accuracy ?? state.finished?.summary.testAccuracy ?? null,
    checkpoint: state.checkpoint,
    canGoOn: isResumable(isActive(state.phase) ? { ...state, phase: "stopped" } : state),
  };
}

/** All events but the measurements, and but the steps before the last one that still counts. */
function tellingEvents(text: string): RunEvent[] {
  const found: RunEvent[] = [];
  let hasStep = false;
  // A run that goes on from a checkpoint has lost the steps after it.
  let lastThatCounts = Infinity;
  const isPassedOver = (line: string): boolean =>
    measurements.test(line) || (hasStep && stepLine.test(line));
  for (const line of text.split("\n").toReversed()) {
    const [event] = isPassedOver(line) ? [] : parseEvents(line);
    if (event === undefined) continue;
    if (event.kind === "started") lastThatCounts = Math.min(lastThatCounts, event.resumedFrom);
    if (event.kind === "step" && event.step > lastThatCounts) continue;
    hasStep ||= event.kind === "step";
    found.push(event);
  }
  return found.reverse();
}
