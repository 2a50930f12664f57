import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EventBatch, RunEvent } from "../../../model/run/events.js";
import { EventBatcher } from "../../../model/trainer/eventBatcher.js";

const event = (message: string): RunEvent => ({ kind: "log", time: 0, level: "info", message });

describe("EventBatcher", () => {
  let sent: EventBatch[];
  let batcher: EventBatcher;
  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    batcher = new EventBatcher((batch) => sent.push(batch));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("sends at most ten messages a second, and every event once, in order and numbered", () => {
    for (let number = 0; number < 200; number++) {
      batcher.add(event(String(number)));
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(100);
    expect(sent.length).toBeLessThanOrEqual(22);
    const messages = sent.flatMap(({ events }) =>
      events.map((e) => (e.kind === "log" ? e.message : "")),
    );
    expect(messages).toEqual(Array.from({ length: 200 }, (_, number) => String(number)));
    let next = 0;
    for (const { first, events } of sent) {
      expect(first).toBe(next);
      next += events.length;
    }
  });

  it("sends a rare event at once, without waiting for a timer", () => {
    batcher.add(event("first"));
    vi.setSystemTime(Date.now() + 5000);
    batcher.add(event("second"));
    expect(sent).toHaveLength(2);
  });

  it("sends what is left when it is flushed, and nothing when there is nothing", () => {
    batcher.add(event("a"));
    batcher.add(event("b"));
    batcher.flush();
    batcher.flush();
    vi.advanceTimersByTime(1000);
    expect(sent.map(({ events }) => events.length)).toEqual([1, 1]);
  });
});
