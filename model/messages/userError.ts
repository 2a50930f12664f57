import { joinSentences } from "./joinSentences.js";
import { messageFrom, type Message, type Text } from "./message.js";
import { englishOf } from "./translate.js";

/**
 * What best helps against an error, for a button. `setup`: install an engine's runtime. `python`:
 * name the Python to use. `engine`: choose another engine. `data`: name the data set's folder. `resume`: go on from the last
 * checkpoint as before. `restart`: a new run with other values, such as a smaller batch.
 * `lowerRate`: a new run with a lower learning rate, since the same numbers would be lost again.
 */
export const remedies = [
  "setup",
  "python",
  "engine",
  "data",
  "resume",
  "restart",
  "lowerRate",
] as const;
export type Remedy = (typeof remedies)[number];

interface UserErrorOptions {
  readonly cause?: unknown;
  readonly remedy?: Remedy | null;
  readonly actionWithoutCheckpoint?: Text | null;
}

/** What happened, why, and what to do. */
export interface Explanation {
  readonly what: Message;
  readonly why: Message;
  readonly action: Message;
}

/**
 * An error that a person can act on: what happened, why, and what to do, one sentence each. It is
 * English itself, for logs and terminals, and `said` is put into the language of a screen.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly said: Explanation;
  readonly what: string;
  readonly why: string;
  readonly action: string;
  readonly remedy: Remedy | null;
  /** What to do where the action speaks of a checkpoint and the run has none; null where it speaks of none. */
  readonly actionWithoutCheckpoint: Message | null;

  constructor(
    what: Text,
    why: Text,
    action: Text,
    { remedy = null, actionWithoutCheckpoint: without = null, ...options }: UserErrorOptions = {},
  ) {
    const said = { what: messageFrom(what), why: messageFrom(why), action: messageFrom(action) };
    const parts = [said.what, said.why, said.action].map(englishOf);
    super(joinSentences(parts), options);
    this.said = said;
    [this.what = "", this.why = "", this.action = ""] = parts;
    this.remedy = remedy;
    this.actionWithoutCheckpoint = without === null ? null : messageFrom(without);
  }
}

/** What was asked for is wrong or not there: asked otherwise, it can be done. */
export class UsageError extends UserError {}

/** What an error says; the text of anything else that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
