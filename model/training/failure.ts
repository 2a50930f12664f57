import type { RunEventOf } from "../run/events.js";
import { failureTexts } from "../run/failureTexts.js";
import { codeOf } from "../messages/errorCode.js";
import { type Explanation, UserError } from "../messages/userError.js";
import { says } from "../messages/message.js";
import { saidBy } from "../messages/saidError.js";

/** The event that ends a run which an error has stopped. */
export function failureEvent(
  error: unknown,
  at: { readonly step: number; readonly checkpoint: string | null },
): RunEventOf<"failed"> {
  const { what, why, ...explained } = explain(error);
  const advice = at.checkpoint === null ? adviceWithoutCheckpoint(explained) : explained;
  const { action, remedy } = advice;
  return {
    ...{ kind: "failed", time: Date.now() },
    ...failureTexts({ message: what, reason: why, action }),
    ...{ remedy, ...at },
  };
}

/** Nobody is advised to go on from what does not exist. */
function adviceWithoutCheckpoint({
  action,
  remedy,
  actionWithoutCheckpoint,
}: Omit<Explained, "what">): Pick<Explained, "action" | "remedy"> {
  return {
    action: actionWithoutCheckpoint ?? action,
    remedy: remedy === "resume" ? "restart" : remedy,
  };
}

type Explained = Omit<Explanation, "why"> & Pick<UserError, "remedy" | "actionWithoutCheckpoint">;

/** What is told of an error that says nothing to a person itself, by its cause. */
interface Explanations {
  readonly diskIsFull: Explained;
  readonly cannotBeWritten: Explained;
  readonly unexpected: Explained;
}

const ofRun: Explanations = {
  diskIsFull: {
    what: says("The disk is full."),
    action: says("Free some space and go on from the last checkpoint."),
    actionWithoutCheckpoint: says("Free some space and train again."),
    remedy: "resume",
  },
  cannotBeWritten: {
    what: says("The run's folder cannot be written."),
    action: says("Choose a folder that you may write to."),
    actionWithoutCheckpoint: null,
    remedy: null,
  },
  unexpected: {
    what: says("The run was stopped by an error in the trainer."),
    action: says("Look at the log, and go on from the last checkpoint."),
    actionWithoutCheckpoint: says("Look at the log, and train again."),
    remedy: "resume",
  },
};

/** Of a set-up, which writes into the cache. */
export const ofSetup: Explanations = {
  diskIsFull: {
    what: says("The disk is full."),
    action: says(
      "Free some space, or name another folder in the environment variable GOOGLENET_CACHE.",
    ),
    actionWithoutCheckpoint: null,
    remedy: null,
  },
  cannotBeWritten: {
    what: says("The cache folder cannot be written."),
    action: says("Make it writable, or name another cache folder in the variable GOOGLENET_CACHE."),
    actionWithoutCheckpoint: null,
    remedy: null,
  },
  unexpected: {
    what: says("The set-up was stopped by an error."),
    action: says("Run the set-up again; if that does not help, use another engine."),
    actionWithoutCheckpoint: null,
    remedy: null,
  },
};

const causes: Readonly<Record<string, keyof Explanations>> = {
  ENOSPC: "diskIsFull",
  EDQUOT: "diskIsFull",
  EACCES: "cannotBeWritten",
  EPERM: "cannotBeWritten",
  EROFS: "cannotBeWritten",
  EISDIR: "cannotBeWritten",
  ENOTDIR: "cannotBeWritten",
  EFBIG: "cannotBeWritten",
};

/** What happened, why, and what to do, for any error. */
export function explain(error: unknown, explanations = ofRun): Explained & Explanation {
  if (error instanceof UserError) {
    const { said, remedy, actionWithoutCheckpoint } = error;
    return { ...said, remedy, actionWithoutCheckpoint };
  }
  return { ...explanations[causes[codeOf(error) ?? ""] ?? "unexpected"], why: saidBy(error) };
}
