import { SingleBar } from "cli-progress";
import { describeEvent } from "./eventText.js";
import { outcomeText } from "./outcomeText.js";
import { timeLeftText } from "./timeLeftText.js";
import { printJsonLine, printNote } from "../terminal/output.js";
import { runNumbers } from "./runNumbers.js";
import { canRewriteLines, holdLine } from "../terminal/streams.js";
import { initialRunState, reduce, type RunState } from "../../run/state.js";
import type { RunEvent, RunEventOf } from "../../run/events.js";

/** Without a terminal, one line for so many steps. */
const plainEvery = 50;

/** What shows the events of a run: NDJSON, a progress bar on a terminal, or plain lines elsewhere. */
export function createReporter(json: boolean, runDirectory: string): (event: RunEvent) => void {
  const show = canRewriteLines() ? barReporter(runDirectory) : plainReporter(runDirectory);
  return (event) => {
    if (json) printJsonLine(event);
    show(event);
  };
}

function plainReporter(runDirectory: string): (event: RunEvent) => void {
  let state: RunState = initialRunState;
  return (event) => {
    state = reduce(state, event);
    const text =
      event.kind === "step" ? plainStep(state, event) : describeEvent(event, runDirectory);
    if (text !== null) printNote(text);
    printOutcome(state, event);
  };
}

/** Null for those between. */
function plainStep(state: RunState, step: RunEventOf<"step">): string | null {
  const isFirst = step.step === (state.started?.resumedFrom ?? 0) + 1;
  if (!isFirst && step.step % plainEvery !== 0) return null;
  return [`step ${step.step}`, statusLine(state, step)].join("  ");
}

function barReporter(runDirectory: string): (event: RunEvent) => void {
  let state: RunState = initialRunState;
  const bar = new SingleBar({
    format: "{bar} {value}/{total}  {status}",
    barsize: 24,
    hideCursor: true,
    stopOnComplete: false,
    linewrap: false,
  });
  return (event) => {
    state = reduce(state, event);
    switch (event.kind) {
      case "started": {
        const text = describeEvent(event, runDirectory);
        if (text !== null) printNote(text);
        bar.start(event.totalSteps, event.resumedFrom, { status: "Warming up" });
        holdLine(true);
        return;
      }
      case "step":
        bar.update(event.step, { status: statusLine(state, event) });
        return;
      case "checkpoint":
      case "statistics":
      case "histograms":
      case "timings":
        return;
      case "finished":
      case "failed":
        bar.stop();
        holdLine(false);
        break;
      case "evaluation":
      case "paused":
      case "resumed":
      case "resized":
      case "log":
    }
    const text = describeEvent(event, runDirectory);
    if (text !== null) printNote(text);
    printOutcome(state, event);
  };
}

function printOutcome(state: RunState, { kind }: RunEvent): void {
  const text = kind === "finished" ? outcomeText(state) : null;
  if (text !== null) printNote(text);
}

function statusLine(state: RunState, { epoch }: RunEventOf<"step">): string {
  const left = timeLeftText(state);
  return [`epoch ${epoch}`, ...runNumbers(state), ...(left === null ? [] : [left])].join("  ");
}
