/** What goes on beside the work for an answer. */
export interface Watch {
  /** Told how much is done of how much. */
  readonly reach: (done: number, of: number) => void;
  /** Its reason is thrown as soon as the work can be left. */
  readonly signal: AbortSignal;
}
