import { signal } from "@preact/signals-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Moments, Place } from "../../../webview/state/moments.js";
import { playerOf } from "../../../webview/stage/player.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A run of so many moments, and the places that were looked at. */
function runOf(count: number, isCalm = false) {
  const steps = Array.from({ length: count }, (_, index) => 10 * (index + 1));
  const moments = signal<Moments | null>({ steps, end: 10 * (count + 1), epochEnds: [] });
  const place = signal<Place>(null);
  const seen: Place[] = [];
  const lookAt = (next: Place): void => {
    seen.push(next);
    place.value = next;
  };
  return {
    steps,
    moments,
    place,
    seen,
    player: playerOf({ moments, place, lookAt }, () => isCalm),
  };
}

describe("a run that is played", () => {
  it.each([2, 17, 240])("takes ten seconds with %i moments, and ends where it stands", (count) => {
    const { steps, seen, player } = runOf(count);
    player.toggle();
    expect(seen).toEqual([10]);
    vi.advanceTimersByTime(9_900);
    expect(player.isPlaying.value).toBe(true);
    vi.advanceTimersByTime(200);
    expect(player.isPlaying.value).toBe(false);
    expect(seen.at(-1)).toBeNull();
    // As many as there is time for, each once.
    expect(seen.length).toBeGreaterThan(0.8 * count);
    expect(seen.slice(0, -1)).toEqual(steps.filter((step) => seen.includes(step)));
    vi.advanceTimersByTime(1000);
    expect(seen.at(-1)).toBeNull();
  });

  it("goes on from where one looks, and stands where it is paused", () => {
    const { place, seen, player } = runOf(100);
    place.value = 500;
    player.toggle();
    expect(seen).toEqual([500]);
    vi.advanceTimersByTime(1000);
    player.toggle();
    const paused = place.value;
    expect(paused).toBeGreaterThan(580);
    vi.advanceTimersByTime(5000);
    expect(place.value).toBe(paused);
    player.toggle();
    vi.advanceTimersByTime(100);
    expect(place.value).toBeGreaterThanOrEqual(paused);
  });

  it("has few pictures for who wants no motion", () => {
    const { seen, player } = runOf(240, true);
    player.toggle();
    vi.advanceTimersByTime(10_000);
    expect(seen.length).toBeLessThanOrEqual(21);
    expect(seen.at(-1)).toBeNull();
  });

  it("ends where the run is no longer there", () => {
    const { moments, player } = runOf(10);
    player.toggle();
    moments.value = null;
    vi.advanceTimersByTime(100);
    expect(player.isPlaying.value).toBe(false);
    player.toggle();
    expect(player.isPlaying.value).toBe(false);
  });
});
