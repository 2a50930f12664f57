import type { Session } from "../engine/engine.js";
import type { StateTensor } from "../program/state.js";

/** A run between two steps, when its weights are whole. */
export interface PausedRun {
  readonly session: Session;
  /** The tensors that the session can be asked to read. */
  readonly state: readonly StateTensor[];
  /** The steps that these weights have taken. */
  readonly step: number;
}

type Inquiry = (view: PausedRun | null) => Promise<void>;

/** What the outside asks of a run while it trains; it is answered between two steps. */
export class BetweenSteps {
  private readonly waiting: Inquiry[] = [];
  private view: PausedRun | null = null;
  private hasEnded = false;
  /** One answer after the other. */
  private answering = Promise.resolve();

  /** The answer, or null where the run ended before it could be given. */
  ask<T>(answer: (view: PausedRun) => T | Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      this.waiting.push(async (view) => {
        try {
          resolve(view === null ? null : await answer(view));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      if (this.view !== null || this.hasEnded) void this.settle(this.view);
    });
  }

  /** Answers what was asked so far; the weights must not change before it has. */
  answer(view: PausedRun): Promise<void> {
    return this.settle(view);
  }

  /** Answers at once until the work is done: nothing changes the weights meanwhile. */
  async answerDuring(view: PausedRun, work: Promise<void>): Promise<void> {
    void this.settle(view);
    this.view = view;
    try {
      await work;
    } finally {
      this.view = null;
      await this.answering;
    }
  }

  /** The run is over: nothing is answered any more. */
  end(): void {
    this.hasEnded = true;
    void this.settle(null);
  }

  private settle(view: PausedRun | null): Promise<void> {
    for (const question of this.waiting.splice(0)) {
      this.answering = this.answering.then(() => question(view));
    }
    return this.answering;
  }
}
