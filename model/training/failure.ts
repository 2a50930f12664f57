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

type Told = Pick<UserError, "what" | "action" | "remedy">;

/** What is told of an error that says nothing to a person itself, by its cause. */
interface Explanations {
  readonly diskIsFull: Told;
  readonly cannotBeWritten: Told;
  readonly unexpected: Told;
}

const ofRun: Explanations = {
  diskIsFull: {
    what: "The disk is full.",
    action: "Free some space and go on from the last checkpoint.",
    remedy: "resume",
  },
  cannotBeWritten: {
    what: "The run's folder cannot be written.",
    action: "Choose a folder that you may write to.",
    remedy: null,
  },
  unexpected: {
    what: "The run was stopped by an error in the trainer.",
    action: "Look at the log, and go on from the last checkpoint.",
    remedy: "resume",
  },
};

/** Of a set-up, which writes into the cache. */
export const ofSetup: Explanations = {
  diskIsFull: {
    what: "The disk is full.",
    action: "Free some space, or name another folder in the environment variable GOOGLENET_CACHE.",
    remedy: null,
  },
  cannotBeWritten: {
    what: "The cache folder cannot be written.",
    action: "Make it writable, or name another cache folder in the variable GOOGLENET_CACHE.",
    remedy: null,
  },
  unexpected: {
    what: "The set-up was stopped by an error.",
    action: "Run the set-up again; if that does not help, use another engine.",
    remedy: null,
  },
};

const causes: Readonly<Record<string, keyof Explanations>> = {
  ENOSPC: "diskIsFull",
  EDQUOT: "diskIsFull",
  EACCES: "cannotBeWritten",
  EPERM: "cannotBeWritten",
  EROFS: "cannotBeWritten",
};

/** What happened, why, and what to do, for any error. */
export function explain(
  error: unknown,
  explanations = ofRun,
): Pick<UserError, "what" | "why" | "action" | "remedy"> {
  if (error instanceof UserError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return { ...explanations[causes[code] ?? "unexpected"], why: messageOf(error) };
}
