import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";

/** A parent that reads nothing for so long must not hold the run up. */
const mostWaitMs = 1000;

/** Hands a message to the channel, and calls back when it has left, or cannot leave any more. */
type Send = (message: unknown, hasLeft: () => void) => void;

/**
 * What is on its way to the parent. The channel takes a long message in pieces, one a turn of the event loop,
 * and a run whose steps block the loop has a turn a step: before it goes on, it waits here until all
 * has left, or a layer's weights would arrive a piece a step, and every event behind them.
 */
export class Outbox {
  private unsent = 0;
  private emptied: (() => void)[] = [];

  constructor(
    private readonly send: Send,
    private readonly patienceMs = mostWaitMs,
  ) {}

  post(message: unknown): void {
    this.unsent += 1;
    this.send(message, () => {
      this.unsent -= 1;
      if (this.unsent === 0) for (const resolve of this.emptied.splice(0)) resolve();
    });
  }

  /** Resolves when all that was said so far has left, or has had its time. */
  async delivered(): Promise<void> {
    // An answer that was just given is posted in this turn.
    await nextTurn();
    if (this.unsent === 0) return;
    const enough = new AbortController();
    const isEmpty = new Promise<void>((resolve) => this.emptied.push(resolve));
    await Promise.race([isEmpty, this.untilEnough(enough.signal)]);
    enough.abort();
  }

  private async untilEnough(signal: AbortSignal): Promise<void> {
    await wait(this.patienceMs, undefined, { signal }).catch(() => undefined);
  }
}
