import { effect, signal, type Signal } from "@preact/signals-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { paced } from "../../../webview/state/binding/paced.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watched(source: Signal<number>, everyMs: number) {
  const slow = paced(source, everyMs);
  const seen: number[] = [];
  const end = effect(() => {
    seen.push(slow.value);
  });
  return { seen, end };
}

describe("a paced signal", () => {
  it("changes with a change of its source, once in its time at most, and in the end to the newest", () => {
    const source = signal(0);
    const { seen, end } = watched(source, 250);
    vi.advanceTimersByTime(1000);
    for (let value = 1; value <= 20; value++) {
      source.value = value;
      vi.advanceTimersByTime(90);
    }
    // The third after each is the first that comes 250 ms later.
    expect(seen).toEqual([0, 1, 4, 7, 10, 13, 16, 19]);
    vi.advanceTimersByTime(160);
    expect(seen.at(-1)).toBe(20);
    vi.advanceTimersByTime(1000);
    source.value = 21;
    expect(seen.slice(-2)).toEqual([20, 21]);
    end();
  });

  it("changes at the time of its source where that is slower", () => {
    const source = signal(0);
    const { seen, end } = watched(source, 250);
    for (let value = 1; value <= 5; value++) {
      vi.advanceTimersByTime(700);
      source.value = value;
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
    end();
  });

  it("leaves no timer behind when nobody watches it any more", () => {
    const source = signal(0);
    const { seen, end } = watched(source, 250);
    source.value = 1;
    end();
    vi.advanceTimersByTime(1000);
    expect(seen).toEqual([0]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
