import { runNumbers } from "../../model/cli/runText/runNumbers.js";
import { timeLeftText } from "../../model/cli/runText/timeLeftText.js";
import { lookOf, type RunLook } from "../../model/metrics/watchdog/fruitless.js";
import type { RunState } from "../../model/run/state.js";

/** A run in one line: phase, step, loss, accuracy, examples per second, time left. */
export function describeRun(run: RunState): string {
  const point = run.steps.at(-1);
  const parts = [inWords(lookOf(run))];
  if (point !== undefined) {
    parts.push(`step ${point.step}/${run.started?.totalSteps ?? "?"}`, `epoch ${point.epoch}`);
  }
  parts.push(...runNumbers(run));
  const left = timeLeftText(run);
  if (left !== null) parts.push(left);
  return parts.join(" · ");
}

/** `warmingUp` to "Warming up". */
function inWords(phase: RunLook): string {
  if (phase === "fruitless") return "Finished without learning";
  const words = phase.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
