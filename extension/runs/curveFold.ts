import type { EvaluationPoint } from "../../model/run/state.js";
import type { RunEventOf } from "../../model/run/events.js";
import type { RunCurves } from "../../webview/protocol.js";
import { eventOf } from "./runEvents.js";
import { sampleRunId } from "./runId.js";
import { StepThinner } from "./stepThinner.js";

/** The others are most of a long record. */
const ofCurves = new Set(["started", "step", "evaluation", "finished"] as const);

/** What the curves of a run need, from the lines of its record. */
export class CurveFold {
  private startedAt: number | null = null;
  private started: RunEventOf<"started"> | null = null;
  private readonly steps = new StepThinner();
  private evaluations: EvaluationPoint[] = [];
  private finished: RunCurves["finished"] = null;

  take(line: Buffer): void {
    const event = eventOf(line, ofCurves);
    if (event?.kind === "started") this.begin(event);
    if (event?.kind === "step") this.steps.add(event);
    if (event?.kind === "evaluation" && event.step > (this.evaluations.at(-1)?.step ?? -1))
      this.evaluations.push(event);
    if (event?.kind === "finished") this.finished = event;
  }

  /** Null for a run that never began. */
  result(id: string): RunCurves | null {
    if (this.started === null || this.startedAt === null) return null;
    const { config, engine } = this.started;
    const title = `${config.network}, ${config.recipe}, ${engine.title}, seed ${config.seed}`;
    const { startedAt, evaluations, finished } = this;
    const told = { id, title, isSample: id === sampleRunId, startedAt, config };
    return { ...told, steps: this.steps.points(), evaluations, finished };
  }

  /** A run that goes on from a checkpoint has lost what came after it. */
  private begin(event: RunEventOf<"started">): void {
    this.startedAt ??= event.time;
    this.started = event;
    this.finished = null;
    this.steps.dropAfter(event.resumedFrom);
    this.evaluations = this.evaluations.filter(({ step }) => step <= event.resumedFrom);
  }
}
