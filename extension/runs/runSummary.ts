import type { Phase } from "../../model/run/phase.js";
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
}

/** Most of a long file, and nothing here depends on them. */
const measurements = /"kind":"(?:statistics|histograms|timings)"/u;

/** What the Runs view says of a run, or null for one that never began. */
export function summarizeRun(id: string, text: string): RunSummary | null {
  const lines = text.split("\n");
  const isStep = (line: string): boolean => line.includes(`"kind":"step"`);
  const lastStep = lines.findLastIndex(isStep);
  const telling = lines.filter(
    (line, index) => index === lastStep || !(isStep(line) || measurements.test(line)),
  );
  const events = parseEvents(telling.join("\n"));
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
    step: state.finished?.summary.steps ?? state.steps.at(-1)?.step ?? 0,
    totalSteps,
    loss: state.steps.at(-1)?.loss ?? null,
    testAccuracy:
      state.evaluations.at(-1)?.accuracy ?? state.finished?.summary.testAccuracy ?? null,
    checkpoint: state.checkpoint,
  };
}
