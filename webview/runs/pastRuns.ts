import { signal } from "@preact/signals-core";
import { toldOf, type ToldRun } from "../../model/metrics/told.js";
import { trainLoss } from "../../model/metrics/trainLoss.js";
import { formatRunDate } from "../../model/run/runDate.js";
import type { RunState } from "../../model/run/state.js";
import { StepHistory } from "../../model/run/stepHistory.js";
import type { ChartRun } from "../charts/chartView.js";
import { errorText } from "../host/errorText.js";
import { t } from "../words/l10n.js";
import { shortOf, toldText } from "../words/metricText.js";
import type { RunCurves } from "../protocol.js";
import type { MetricsHost } from "../host/rpc.js";

/** The curves of a past run. */
export interface PastRun extends Omit<RunCurves, "steps"> {
  /** When it began and what it reached, by which a person tells runs apart. */
  readonly label: string;
  readonly steps: StepHistory;
}

/** The past runs as far as the page knows them. */
export type PastRuns =
  | { readonly kind: "unread" | "reading" }
  | { readonly kind: "ready"; readonly runs: readonly PastRun[] }
  | { readonly kind: "failed"; readonly message: string };

/** Asks the host for the past runs, again each time; a failure is told where the runs would be. */
export class PastRunReader {
  readonly runs = signal<PastRuns>({ kind: "unread" });

  constructor(
    private readonly host: Pick<MetricsHost, "readRuns">,
    private readonly language: string,
  ) {}

  async read(): Promise<void> {
    // What is known stays in sight meanwhile.
    if (this.runs.peek().kind !== "ready") this.runs.value = { kind: "reading" };
    try {
      const runs = await this.host.readRuns();
      this.runs.value = {
        kind: "ready",
        runs: runs.map((curves) => pastRunOf(curves, this.language)),
      };
    } catch (error) {
      this.runs.value = { kind: "failed", message: errorText(error) };
    }
  }
}

export function pastRunOf(curves: RunCurves, language: string): PastRun {
  const run = { ...curves, steps: StepHistory.of(curves.steps) };
  const name = curves.isSample ? t("The sample run") : formatRunDate(curves.startedAt, language);
  const told = [name, resultOf(run)];
  return { ...run, label: told.filter((text) => text !== null).join(" · ") };
}

/** The newest test accuracy; before the first, the loss; null before a step was done. */
function resultOf(run: ToldRun): string | null {
  const accuracy = run.evaluations.at(-1)?.accuracy;
  if (accuracy !== undefined) return accuracy.toFixed(3);
  const loss = toldOf(trainLoss, run);
  return loss.value === null ? null : `${shortOf(trainLoss)} ${toldText(trainLoss, loss)}`;
}

/** As many as are told apart by a shape of their own. */
export const mostCompared = 4;

/** The past runs but the one that is shown. */
export function othersOf(past: PastRuns, shown: RunState): readonly PastRun[] {
  return past.kind === "ready" ? past.runs.filter(({ id }) => id !== shown.started?.runId) : [];
}

/** Whether these are the runs that were read before, and not only equal ones. */
export function areSameRuns(a: readonly PastRun[], b: readonly PastRun[]): boolean {
  return a.length === b.length && a.every((run, index) => run === b[index]);
}

/** The shown run and those laid over it, each with the letter that stands at its curves. */
export function chartRunsOf(
  shown: RunState,
  others: readonly PastRun[],
  compared: readonly string[],
): readonly ChartRun[] {
  const chosen = compared
    .map((id) => others.find((run) => run.id === id))
    .filter((run) => run !== undefined)
    .slice(0, mostCompared);
  const live = {
    id: shown.started?.runId ?? "",
    title: t("This run"),
    place: 0,
    letter: chosen.length === 0 ? "" : letterOf(0),
    points: shown,
  };
  return [
    live,
    ...chosen.map((run, index) => ({
      id: run.id,
      title: `${run.label} · ${run.title}`,
      place: index + 1,
      letter: letterOf(index + 1),
      points: run,
    })),
  ];
}

export function letterOf(place: number): string {
  return String.fromCharCode("A".charCodeAt(0) + place);
}
