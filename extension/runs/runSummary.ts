import { runEventSchema, type RunEvent } from "../../model/run/events.js";
import type { Phase } from "../../model/run/phase.js";
import { initialRunState, reduce } from "../../model/run/state.js";

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

/** The events of an `events.ndjson`; a line that is cut off or unknown is skipped. */
export function parseEvents(text: string): RunEvent[] {
  return text.split("\n").flatMap(parseLine);
}

/** What the Runs view says of a run, or null for one that never began. */
export function summarizeRun(id: string, text: string): RunSummary | null {
  const lines = text.split("\n");
  const lastStep = lines.findLastIndex((line) => line.includes(`"kind":"step"`));
  // Steps and statistics are most of a long file; of those only the last step matters here.
  const events = lines
    .filter((line, index) => index === lastStep || !/"kind":"(?:step|statistics)"/u.test(line))
    .flatMap(parseLine);
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

function parseLine(line: string): RunEvent[] {
  if (line.trim() === "") return [];
  try {
    const parsed = runEventSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return []; // The writer was interrupted in the middle of the line.
  }
}
