import { SingleBar } from "cli-progress";
import { describeEvent, formatDuration } from "./eventText.js";
import { printJsonLine, printNote } from "./output.js";
import { canRewriteLines, holdLine } from "./streams.js";
import { initialRunState, reduce, type RunState } from "../run/state.js";
import type { RunEvent } from "../run/events.js";

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
  return (event) => {
    if (event.kind === "step" && event.step !== 1 && event.step % plainEvery !== 0) return;
    const text = describeEvent(event, runDirectory);
    if (text !== null) printNote(text);
  };
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
      case "log":
    }
    const text = describeEvent(event, runDirectory);
    if (text !== null) printNote(text);
  };
}

function statusLine(state: RunState, step: Extract<RunEvent, { kind: "step" }>): string {
  const test = state.evaluations.at(-1)?.accuracy;
  return [
    `epoch ${step.epoch}`,
    `loss ${step.loss.toFixed(3)}`,
    `accuracy ${step.accuracy.toFixed(3)}`,
    ...(test === undefined ? [] : [`test ${test.toFixed(3)}`]),
    `${step.examplesPerSecond.toFixed(0)} examples/s`,
    ...(step.secondsLeft === null ? [] : [`${formatDuration(step.secondsLeft)} left`]),
  ].join("  ");
}
