import type { RunEventOf } from "../../model/run/events.js";
import { failureTexts } from "../../model/run/failureTexts.js";
import { isLibraryRemark } from "../../model/machine/libraryRemark.js";
import { saysOutOfMemory } from "../../model/machine/outOfMemory.js";
import type { RunState } from "../../model/run/state.js";
import { type Remedy } from "../../model/messages/userError.js";
import type { TrainerExit } from "./trainerProcess.js";
import { type Message, says, sentences, verbatim } from "../../model/messages/message.js";
import { saidBy } from "../../model/messages/saidError.js";

interface Explanation {
  readonly message: Message;
  readonly reason: Message;
  readonly action: Message;
  readonly remedy: Remedy | null;
}

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
  const message = says("The trainer could not go on with the run.");
  const action = says("See the log, then restart the run.");
  return failedEvent({ message, reason: saidBy(error), action, remedy: null }, state);
}

function failedEvent(
  { remedy, ...said }: Explanation,
  { steps, checkpoint }: RunState,
): RunEventOf<"failed"> {
  const step = steps.at(-1)?.step ?? 0;
  const texts = failureTexts(said);
  return { kind: "failed", time: Date.now(), step, ...texts, remedy, checkpoint };
}

/** The name of the fault by which its native code died; undefined where it did not. */
function crashOf({ code, signal }: TrainerExit): string | undefined {
  if (signal !== null) return crashSignals.find((crash) => crash === signal);
  return code === null ? undefined : crashCodes[code];
}

function explainExit(exit: TrainerExit, state: RunState): Explanation {
  const { code, signal, lastErrors } = exit;
  const crash = crashOf(exit);
  const how = crash ?? signal ?? says("exit code {0}", code ?? "?");
  const lastLine = lastErrors.findLast((line) => !isLibraryRemark(line))?.trim() ?? "";
  const goOn = adviceToGoOn(state);
  if (lastErrors.some(saysOutOfMemory)) {
    return {
      message: says("The trainer ran out of memory ({0}).", how),
      reason: verbatim(lastLine),
      action: sentences(adviceOnMemory(state), goOn),
      remedy: "restart",
    };
  }
  if (signal === "SIGKILL") {
    return {
      message: says("The trainer was killed (SIGKILL)."),
      reason: says("Someone ended its process, or the system did because memory ran out."),
      action: sentences(goOn, adviceOnMemory(state)),
      remedy: remedyToGoOn(state),
    };
  }
  if (crash !== undefined) {
    return {
      message: says("The trainer crashed ({0}).", how),
      reason:
        lastLine === "" ? says("Its native code failed without a message.") : verbatim(lastLine),
      action: sentences("See the log or choose another engine.", goOn),
      remedy: "engine",
    };
  }
  if (signal !== null) {
    return {
      message: says("The trainer was ended from outside ({0}).", how),
      reason: says("Another program or a user ended its process."),
      action: goOn,
      remedy: remedyToGoOn(state),
    };
  }
  return {
    message: says("The trainer ended unexpectedly ({0}).", how),
    reason: lastLine === "" ? says("It gave no reason.") : verbatim(lastLine),
    action: sentences("See the log.", goOn),
    remedy: null,
  };
}

function adviceToGoOn({ checkpoint }: RunState): Message {
  return checkpoint === null
    ? says("To go on, restart the run.")
    : says("To go on, resume from the last checkpoint.");
}

function remedyToGoOn({ checkpoint }: RunState): Remedy {
  return checkpoint === null ? "restart" : "resume";
}

function adviceOnMemory({ started }: RunState): Message {
  if (started === null) return says("If memory ran out, close other programs.");
  const { batchSize } = started.config;
  return says(
    "If memory ran out, close other programs or restart with a smaller batch size (now {0}).",
    batchSize,
  );
}
