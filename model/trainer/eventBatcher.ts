import type { EventBatch, RunEvent } from "../run/events.js";

/** At most ten messages a second. */
const intervalMs = 100;

/** Collects events and sends them on in numbered batches. */
export class EventBatcher {
  private events: RunEvent[] = [];
  private first = 0;
  private timer: NodeJS.Timeout | null = null;
  private lastFlush = -Infinity;

  constructor(private readonly send: (batch: EventBatch) => void) {}

  add(event: RunEvent): void {
    this.events.push(event);
    // A step may block the loop for longer than the interval, so that no timer would come through.
    const wait = this.lastFlush + intervalMs - performance.now();
    if (wait <= 0) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), wait);
  }

  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.events.length === 0) return;
    const batch = { first: this.first, events: this.events };
    this.first += this.events.length;
    this.events = [];
    this.lastFlush = performance.now();
    this.send(batch);
  }
}
