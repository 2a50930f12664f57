import type { RunEventOf } from "../../model/run/events.js";
import type { RunState } from "../../model/run/state.js";
import { messageOf } from "../errors.js";
import type { TrainerExit } from "./trainerProcess.js";

interface Explanation {
  readonly message: string;
  readonly reason: string;
  readonly action: string;
}

/** Signals by which native code dies of its own fault. */
const crashSignals: readonly string[] = ["SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE"];
const outOfMemory = /out of memory|bad_alloc|cannot allocate|resource_?exhausted|oom/iu;

/** The `failed` event of a run whose trainer ended without telling an outcome. */
export function failureOfExit(exit: TrainerExit, state: RunState): RunEventOf<"failed"> {
  return failedEvent(explainExit(exit, state), state);
}

/** The `failed` event of a run that the trainer refused or lost without ending itself. */
export function failureOfRefusal(error: unknown, state: RunState): RunEventOf<"failed"> {
  const message = "The trainer could not go on with the run.";
  const action = "See the log, then restart the run.";
  return failedEvent({ message, reason: messageOf(error), action }, state);
}

function failedEvent(explanation: Explanation, state: RunState): RunEventOf<"failed"> {
  const step = state.steps.at(-1)?.step ?? 0;
  return { kind: "failed", time: Date.now(), step, ...explanation, checkpoint: state.checkpoint };
}

function explainExit(exit: TrainerExit, state: RunState): Explanation {
  const { code, signal, lastErrors } = exit;
  const goOn = state.checkpoint === null ? "restart the run" : "resume from the last checkpoint";
  const how = signal === null ? `exit code ${code ?? "unknown"}` : signal;
  const lastLine = lastErrors.at(-1)?.trim() ?? "";
  if (lastErrors.some((line) => outOfMemory.test(line))) {
    return {
      message: `The trainer ran out of memory (${how}).`,
      reason: lastLine,
      action: `Close other programs and ${goOn}, or train anew with a smaller batch size${nowAt(state)}.`,
    };
  }
  if (signal === "SIGKILL") {
    return {
      message: "The trainer was killed (SIGKILL).",
      reason: "Someone ended its process, or the system did because memory ran out.",
      action: `To go on, ${goOn}; if memory ran out, train anew with a smaller batch size${nowAt(state)}.`,
    };
  }
  if (signal !== null && crashSignals.includes(signal)) {
    return {
      message: `The trainer crashed (${signal}).`,
      reason: lastLine === "" ? "Its native code failed without a message." : lastLine,
      action: `See the log, choose another engine, or ${goOn}.`,
    };
  }
  if (signal !== null) {
    return {
      message: `The trainer was ended from outside (${signal}).`,
      reason: "Another program or a user ended its process.",
      action: `To go on, ${goOn}.`,
    };
  }
  return {
    message: `The trainer ended unexpectedly (${how}).`,
    reason: lastLine === "" ? "It gave no reason." : lastLine,
    action: `See the log, then ${goOn}.`,
  };
}

function nowAt(state: RunState): string {
  const batchSize = state.started?.config.batchSize;
  return batchSize === undefined ? "" : ` (now ${batchSize})`;
}
