import type { Asking } from "./precedence.js";

/** What goes on beside the work for an answer. */
export interface Watch<Answer = never> {
  /** Told how much is done of how much, and the answer as far as it has come where that can be seen already. */
  readonly reach: (done: number, of: number, soFar?: Answer) => void;
  /** Its reason is thrown as soon as the work can be left. */
  readonly signal: AbortSignal;
  /** Of work that takes long, where others may ask meanwhile. */
  readonly asking?: Asking;
}

/** Of work in parts. */
export interface PacedWatch<Answer = never> extends Watch<Answer> {
  /** Done before each part; where it is left out, nobody waits for anything else. */
  readonly between?: () => Promise<void>;
}
