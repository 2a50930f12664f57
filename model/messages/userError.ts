/**
 * What best helps against an error, for a button. `setup`: install an engine's runtime. `python`:
 * name the Python to use. `engine`: choose another engine. `data`: name the data set's folder. `resume`: go on from the last
 * checkpoint as before. `restart`: a new run with other values, such as a smaller batch.
 */
export const remedies = ["setup", "python", "engine", "data", "resume", "restart"] as const;
export type Remedy = (typeof remedies)[number];

interface UserErrorOptions {
  readonly cause?: unknown;
  readonly remedy?: Remedy | null;
  readonly actionWithoutCheckpoint?: string | null;
}

/** An error that a person can act on: what happened, why, and what to do, one sentence each. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly remedy: Remedy | null;
  /** What to do where the action speaks of a checkpoint and the run has none; null where it speaks of none. */
  readonly actionWithoutCheckpoint: string | null;

  constructor(
    readonly what: string,
    readonly why: string,
    readonly action: string,
    { remedy = null, actionWithoutCheckpoint = null, ...options }: UserErrorOptions = {},
  ) {
    super(joinSentences([what, why, action]), options);
    this.remedy = remedy;
    this.actionWithoutCheckpoint = actionWithoutCheckpoint;
  }
}

/** What was asked for is wrong or not there: asked otherwise, it can be done. */
export class UsageError extends UserError {}

/** What an error says; the text of anything else that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One text of those that are not empty, each ended with a period where it has no end of its own. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences
    .filter((sentence) => sentence !== "")
    .map((sentence) => (/[.!?:。！？：]$/u.test(sentence) ? sentence : `${sentence}.`))
    .reduce((text, sentence) => {
      const isClosed = text === "" || /[。！？：]$/u.test(text);
      return isClosed ? `${text}${sentence}` : `${text} ${sentence}`;
    }, "");
}
