/** An error that a person can act on: what happened, why, and what to do, one sentence each. */
export class UserError extends Error {
  override readonly name = "UserError";

  constructor(
    readonly what: string,
    readonly why: string,
    readonly action: string,
    options?: { cause?: unknown },
  ) {
    super(joinSentences([what, why, action]), options);
  }
}

/** One text of those that are not empty, each ended with a period where it has no end of its own. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences
    .filter((sentence) => sentence !== "")
    .map((sentence) => (/[.!?:]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(" ");
}
