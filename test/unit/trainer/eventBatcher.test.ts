import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EventBatch, RunEvent } from "../../../model/run/events.js";
import { EventBatcher } from "../../../model/trainer/eventBatcher.js";

const event = (message: string): RunEvent => ({ kind: "log", time: 0, level: "info", message });

describe("EventBatcher", () => {
  let sent: EventBatch[];
  let batcher: EventBatcher;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance", "Date", "setTimeout", "clearTimeout"] });
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
    const now = vi.spyOn(performance, "now").mockReturnValue(1000);
    batcher.add(event("first"));
    // A step has blocked the loop, so that no timer came through.
    now.mockReturnValue(6000);
    batcher.add(event("second"));
    expect(sent).toHaveLength(2);
    now.mockRestore();
  });

  it.each([
    ["back", -3_600_000],
    ["ahead", 3_600_000],
  ])("is not held up by a clock that is set %s", (_where, ms) => {
    batcher.add(event("first"));
    vi.setSystemTime(Date.now() + ms);
    batcher.add(event("second"));
    vi.advanceTimersByTime(100);
    expect(sent.map(({ events }) => events.length)).toEqual([1, 1]);
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
