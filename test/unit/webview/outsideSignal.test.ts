import { computed, effect } from "@preact/signals-core";
import { describe, expect, it } from "vitest";
import { outsideSignal } from "../../../webview/state/binding/outsideSignal.js";

/** Something outside that changes, and counts who listens. */
function createPlace(first: number) {
  const listeners = new Set<() => void>();
  let value = first;
  return {
    listeners,
    signal: outsideSignal(
      () => value,
      (changed) => {
        listeners.add(changed);
        return () => listeners.delete(changed);
      },
    ),
    set(next: number) {
      value = next;
      for (const changed of listeners) changed();
    },
  };
}

describe("a signal of what lies outside", () => {
  it("listens while it is watched, and not before or after", () => {
    const place = createPlace(1);
    expect(place.listeners.size).toBe(0);
    const seen: number[] = [];
    const ends = [1, 2].map((factor) =>
      effect(() => {
        seen.push(place.signal.value * factor);
      }),
    );
    expect(place.listeners.size).toBe(1);
    place.set(3);
    expect(seen).toEqual([1, 2, 3, 6]);
    for (const end of ends) end();
    expect(place.listeners.size).toBe(0);
    place.set(4);
    expect(seen).toHaveLength(4);
  });

  it("knows what changed while nobody watched", () => {
    const place = createPlace(1);
    const doubled = computed(() => place.signal.value * 2);
    const seen: number[] = [];
    place.set(2);
    const end = effect(() => {
      seen.push(doubled.value);
    });
    expect(seen.at(-1)).toBe(4);
    place.set(3);
    expect(seen.at(-1)).toBe(6);
    end();
    place.set(5);
    effect(() => {
      seen.push(doubled.value);
    });
    expect(seen.at(-1)).toBe(10);
  });
});
