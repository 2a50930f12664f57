import type { Answer } from "./scores.js";

/** How a network does on examples. */
export interface Doing {
  readonly accuracy: number;
  /** The mean cross-entropy. */
  readonly loss: number;
}

export interface Changed {
  /** The share of the examples that are taken for something else than before. */
  readonly changed: number;
}

/** What goes into the sums of a batch. */
export class Tally {
  private right = 0;
  private loss = 0;
  private changed = 0;

  add(answer: Answer, label: number, before: Answer): void {
    if (answer.chosen === label) this.right += 1;
    if (answer.chosen !== before.chosen) this.changed += 1;
    this.loss += answer.losses[label] ?? NaN;
  }

  of(examples: number): Doing & Changed {
    return {
      accuracy: this.right / examples,
      loss: this.loss / examples,
      changed: this.changed / examples,
    };
  }
}
