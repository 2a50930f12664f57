import type { RunEventOf } from "../../model/run/events.js";
import { isLibraryRemark } from "../../model/machine/libraryRemark.js";
import { saysOutOfMemory } from "../../model/machine/outOfMemory.js";
import type { RunState } from "../../model/run/state.js";
import { messageOf, type Remedy } from "../../model/messages/userError.js";
import type { TrainerExit } from "./trainerProcess.js";

type Explanation = Pick<RunEventOf<"failed">, "message" | "reason" | "action" | "remedy">;

// A run's record is English, as what the model says, and translated where it is shown.

/** Signals by which native code dies of its own fault. */
const crashSignals: readonly string[] = ["SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE"];

/**
 * The same told by an exit code, as on Windows, by the names of its ntstatus.h; 134 is 128 + SIGABRT,
 * with which Node ends where it aborts itself (https://nodejs.org/api/process.html#exit-codes).
 */
const crashCodes: Readonly<Record<number, string>> = {
  0xc0000005: "STATUS_ACCESS_VIOLATION",
  0xc000001d: "STATUS_ILLEGAL_INSTRUCTION",
  0xc0000374: "STATUS_HEAP_CORRUPTION",
  0xc0000409: "STATUS_STACK_BUFFER_OVERRUN",
  134: "SIGABRT",
};

/** The `failed` event of a run whose trainer ended without telling an outcome. */
export function failureOfExit(exit: TrainerExit, state: RunState): RunEventOf<"failed"> {
  return failedEvent(explainExit(exit, state), state);
}

/** The `failed` event of a run that the trainer refused or lost without ending itself. */
export function failureOfRefusal(error: unknown, state: RunState): RunEventOf<"failed"> {
  const message = "The trainer could not go on with the run.";
  const action = "See the log, then restart the run.";
  return failedEvent({ message, reason: messageOf(error), action, remedy: null }, state);
}

function failedEvent(explanation: Explanation, state: RunState): RunEventOf<"failed"> {
  const step = state.steps.at(-1)?.step ?? 0;
  return { kind: "failed", time: Date.now(), step, ...explanation, checkpoint: state.checkpoint };
}

/** The name of the fault by which its native code died; undefined where it did not. */
function crashOf({ code, signal }: TrainerExit): string | undefined {
  if (signal !== null) return crashSignals.find((crash) => crash === signal);
  return code === null ? undefined : crashCodes[code];
}

function explainExit(exit: TrainerExit, state: RunState): Explanation {
  const { code, signal, lastErrors } = exit;
  const crash = crashOf(exit);
  const how = crash ?? signal ?? `exit code ${code ?? "?"}`;
  const lastLine = lastErrors.findLast((line) => !isLibraryRemark(line))?.trim() ?? "";
  const goOn = adviceToGoOn(state);
  if (lastErrors.some(saysOutOfMemory)) {
    return {
      message: `The trainer ran out of memory (${how}).`,
      reason: lastLine,
      action: `${adviceOnMemory(state)} ${goOn}`,
      remedy: "restart",
    };
  }
  if (signal === "SIGKILL") {
    return {
      message: "The trainer was killed (SIGKILL).",
      reason: "Someone ended its process, or the system did because memory ran out.",
      action: `${goOn} ${adviceOnMemory(state)}`,
      remedy: remedyToGoOn(state),
    };
  }
  if (crash !== undefined) {
    return {
      message: `The trainer crashed (${how}).`,
      reason: lastLine === "" ? "Its native code failed without a message." : lastLine,
      action: `See the log or choose another engine. ${goOn}`,
      remedy: "engine",
    };
  }
  if (signal !== null) {
    return {
      message: `The trainer was ended from outside (${how}).`,
      reason: "Another program or a user ended its process.",
      action: goOn,
      remedy: remedyToGoOn(state),
    };
  }
  return {
    message: `The trainer ended unexpectedly (${how}).`,
    reason: lastLine === "" ? "It gave no reason." : lastLine,
    action: `See the log. ${goOn}`,
    remedy: null,
  };
}

function adviceToGoOn({ checkpoint }: RunState): string {
  return checkpoint === null
    ? "To go on, restart the run."
    : "To go on, resume from the last checkpoint.";
}

function remedyToGoOn({ checkpoint }: RunState): Remedy {
  return checkpoint === null ? "restart" : "resume";
}

function adviceOnMemory({ started }: RunState): string {
  if (started === null) return "If memory ran out, close other programs.";
  const { batchSize } = started.config;
  return `If memory ran out, close other programs or restart with a smaller batch size (now ${batchSize}).`;
}
