/** An error that a person can act on: what happened, why, and what to do, one sentence each. */
export class UserError extends Error {
  override readonly name = "UserError";

  constructor(
    readonly what: string,
    readonly why: string,
    readonly action: string,
    options?: { cause?: unknown },
  ) {
    super([what, why, action].filter((sentence) => sentence !== "").join(" "), options);
  }
}
