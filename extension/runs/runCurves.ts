import { initialRunState, reduceAll } from "../../model/run/state.js";
import type { StepPoint } from "../../model/run/stepHistory.js";
import type { RunCurves } from "../../webview/protocol.js";
import { parseEvents } from "./runEvents.js";

/** Above this a curve has more points than a chart has pixels. */
const mostSteps = 2000;

/** What the curves of a run need, from the text of its events; null for a run that never began. */
export function curvesOf(id: string, text: string): RunCurves | null {
  // Only these events matter here; the others are most of a long file.
  const lines = text
    .split("\n")
    .filter((line) => /"kind":"(?:started|step|evaluation)"/u.test(line));
  const state = reduceAll(initialRunState, parseEvents(lines.join("\n")));
  if (state.started === null) return null;
  const { config, engine } = state.started;
  const title = `${config.network}, ${config.recipe}, ${engine.title}, seed ${config.seed}`;
  return { id, title, config, steps: thin([...state.steps]), evaluations: state.evaluations };
}

/** Of every stretch of steps the ones with the lowest and the highest loss, so that no peak is lost. */
export function thin(steps: readonly StepPoint[], most = mostSteps): readonly StepPoint[] {
  if (steps.length <= most) return steps;
  const stretches = Math.floor(most / 2);
  const kept: StepPoint[] = [];
  for (let index = 0; index < stretches; index += 1) {
    const from = Math.floor((index * steps.length) / stretches);
    const to = Math.floor(((index + 1) * steps.length) / stretches);
    const byLoss = steps.slice(from, to).toSorted((a, b) => a.loss - b.loss);
    const ends = new Set([byLoss[0], byLoss.at(-1)].filter((step) => step !== undefined));
    kept.push(...[...ends].toSorted((a, b) => a.step - b.step));
  }
  return kept;
}
