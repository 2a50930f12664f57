import type { RunEventOf } from "../run/events.js";
import { messageOf, UserError } from "../run/userError.js";

/** The event that ends a run which an error has stopped. */
export function failureEvent(
  error: unknown,
  at: { readonly step: number; readonly checkpoint: string | null },
): RunEventOf<"failed"> {
  const { what, why, action, remedy } = explain(error);
  return { kind: "failed", time: Date.now(), message: what, reason: why, action, remedy, ...at };
}

/** What happened, why, and what to do, for any error. */
export function explain(error: unknown): Pick<UserError, "what" | "why" | "action" | "remedy"> {
  if (error instanceof UserError) return error;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const message = messageOf(error);
  if (code === "ENOSPC") {
    return {
      what: "The disk is full.",
      why: message,
      action: "Free some space and go on from the last checkpoint.",
      remedy: "resume",
    };
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return {
      what: "The run's folder cannot be written.",
      why: message,
      action: "Choose a folder that you may write to.",
      remedy: null,
    };
  }
  return {
    what: "The run was stopped by an error in the trainer.",
    why: message,
    action: "Look at the log, and go on from the last checkpoint.",
    remedy: "resume",
  };
}
