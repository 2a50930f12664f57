import { effect, signal } from "@preact/signals-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { toBase64 } from "../../../model/run/base64.js";
import { snapshotOf } from "../../../model/run/runSnapshot.js";
import { initialRunState, reduceAll } from "../../../model/run/state.js";
import { liveSignalOf, readableSignalOf } from "../../../webview/pages/explorer/live.js";
import { asItIs } from "../../../webview/protocol.js";
import { RunStore } from "../../../webview/state/runStore.js";
import { timelineOf } from "../../../webview/state/timeline.js";
import { recordedRun } from "../../support/recordedRun.js";

const events = recordedRun({ steps: 30, statisticsEvery: 1 });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page that was built and is filled with the first events, and the steps of the numbers that it showed. */
function pageAfter(count: number) {
  const whatIf = signal(asItIs);
  const runs = new RunStore(whatIf);
  const timeline = timelineOf(runs, { moment: signal(null) });
  const readable = readableSignalOf(liveSignalOf(runs, timeline, signal(null)), timeline);
  const shown: (number | null)[] = [];
  const end = effect(() => {
    shown.push(readable.value.step);
  });
  runs.hydrate({
    network: googlenet,
    input: googlenet.input,
    run: snapshotOf(reduceAll(initialRunState, events.slice(0, count)), toBase64),
    eventCount: count,
  });
  return { whatIf, runs, timeline, shown, end };
}

describe("the live numbers for what is read", () => {
  it("are there with the picture", () => {
    const { shown, end } = pageAfter(21);
    expect(shown).toEqual([null, 10]);
    end();
  });

  it("are gone with the first change of the network, and back with it", () => {
    const { whatIf, shown, end } = pageAfter(21);
    vi.advanceTimersByTime(1000);
    whatIf.value = { ...asItIs, unreduced: ["b3/3a"] };
    expect(shown).toEqual([null, 10, null]);
    whatIf.value = asItIs;
    expect(shown).toEqual([null, 10, null, 10]);
    end();
  });

  it("change at most every 250 ms, and are the newest in the end", () => {
    const { runs, shown, end } = pageAfter(21);
    for (let first = 21; first < events.length; first += 2) {
      vi.advanceTimersByTime(100);
      runs.apply({ first, events: events.slice(first, first + 2) });
    }
    expect(shown).toEqual([null, 10, 13, 16, 19, 22, 25, 28]);
    vi.advanceTimersByTime(250);
    expect(shown.at(-1)).toBe(30);
    end();
  });

  it("follow at once where a person begins to look back, and ends it", () => {
    const { runs, timeline, shown, end } = pageAfter(21);
    for (const place of [4, 5, 7]) timeline.lookAt(place);
    expect(shown).toEqual([null, 10, 4]);
    vi.advanceTimersByTime(250);
    expect(shown).toEqual([null, 10, 4, 7]);
    vi.advanceTimersByTime(250);
    timeline.lookAt(6);
    expect(shown.at(-1)).toBe(6);
    vi.advanceTimersByTime(250);
    timeline.lookAt(7);
    runs.apply({ first: 21, events: events.slice(21, 31) });
    vi.advanceTimersByTime(1000);
    expect(shown.at(-1)).toBe(7);
    timeline.lookAt(null);
    expect(shown.at(-1)).toBe(15);
    end();
  });
});
