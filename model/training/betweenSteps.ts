import { setTimeout as wait } from "node:timers/promises";
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
  /** What this process is working out beside the run. */
  private readonly besides = new Set<Promise<unknown>>();

  /** The run gives way to this answer between its steps. */
  async giveWayTo<T>(answer: Promise<T>): Promise<T> {
    this.besides.add(answer);
    try {
      return await answer;
    } finally {
      this.besides.delete(answer);
    }
  }

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

  /**
   * Answers what was asked so far; the weights must not change before it has. What is worked out beside the run has this
   * thread too, and may go round its loop many times, as for each piece of a file that it reads. With one turn a step
   * it would take as many steps: so the run gives way to it for as long as the last step took.
   */
  answer(view: PausedRun, lastStepMs: number): Promise<void> {
    if (this.besides.size === 0) return this.settle(view);
    return this.answerDuring(view, this.untilBesides(lastStepMs));
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

  /** Until all that is worked out beside the run is there, or for so long at most. */
  private async untilBesides(mostMs: number): Promise<void> {
    const end = new AbortController();
    const enough = wait(mostMs, undefined, { signal: end.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.besides), enough]);
    end.abort();
  }

  private settle(view: PausedRun | null): Promise<void> {
    for (const question of this.waiting.splice(0)) {
      this.answering = this.answering.then(() => question(view));
    }
    return this.answering;
  }
}
