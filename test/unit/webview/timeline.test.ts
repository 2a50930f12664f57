import { effect } from "@preact/signals-core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { toBase64 } from "../../../model/run/base64.js";
import type { RunEvent } from "../../../model/run/events.js";
import { glanceAt } from "../../../model/run/glance.js";
import { snapshotOf } from "../../../model/run/runSnapshot.js";
import { initialRunState, reduceAll, type RunState } from "../../../model/run/state.js";
import { headerNumbersOf } from "../../../webview/header/headerNumbers.js";
import {
  momentsOf,
  placeAfter,
  placeNear,
  placeReached,
  type Moments,
  type Place,
} from "../../../webview/state/moments.js";
import { RunStore } from "../../../webview/state/runStore.js";
import { timelineOf } from "../../../webview/state/timeline.js";
import { timeMarksOf } from "../../../webview/state/timeMarks.js";
import { ViewStore } from "../../../webview/state/viewStore.js";
import { parseViewState } from "../../../webview/state/viewState.js";
import { recordedRun } from "../../support/recordedRun.js";

const events = recordedRun({ steps: 325, statisticsEvery: 10 });
const upTo = (step: number): RunEvent[] =>
  events.filter((event) => !("step" in event) || event.step <= step);
const foldOf = (known: readonly RunEvent[]): RunState => reduceAll(initialRunState, known);
const whole = momentsOf(foldOf(events))!;

describe("the moments of a run", () => {
  it("are those that were measured, and not its end", () => {
    expect(whole.steps).toEqual(Array.from({ length: 32 }, (_, index) => 10 * (index + 1)));
    expect([whole.end, whole.epochEnds]).toEqual([325, [100, 200, 300]]);
    expect(momentsOf(foldOf(upTo(320)))!.steps.at(-1)).toBe(310);
  });

  it("are no choice before there are two", () => {
    expect(momentsOf(foldOf([]))).toBeNull();
    expect(momentsOf(foldOf(upTo(19)))).toBeNull();
    expect(momentsOf(foldOf(upTo(20)))).toMatchObject({ steps: [10], end: 20 });
    // A record that somebody else has written may have lost its steps.
    const measured = events.filter(({ kind }) => kind !== "step");
    expect(momentsOf(foldOf(measured))).toBeNull();
  });

  it("lead from one to the next, to the ends of epochs, and to both ends", () => {
    const go = (from: Place, way: Parameters<typeof placeAfter>[2]): Place =>
      placeAfter(whole, from, way);
    expect([go(120, "next"), go(120, "previous")]).toEqual([130, 110]);
    expect([go(320, "next"), go(null, "next"), go(null, "previous")]).toEqual([null, null, 320]);
    expect([go(120, "nextEpoch"), go(120, "previousEpoch")]).toEqual([200, 100]);
    expect([go(300, "nextEpoch"), go(50, "previousEpoch")]).toEqual([null, 10]);
    expect([go(120, "first"), go(10, "previous"), go(120, "end")]).toEqual([10, 10, null]);
    // A step that was kept over a reload may be none of the moments.
    expect([go(123, "next"), go(123, "previous")]).toEqual([130, 120]);
  });

  it("are found near a step and up to a step", () => {
    expect([0, 114, 116, 321, 324, 400].map((step) => placeNear(whole, step))).toEqual([
      10,
      110,
      120,
      320,
      null,
      null,
    ]);
    expect([0, 114, 119, 324, 325].map((step) => placeReached(whole, step))).toEqual([
      10,
      110,
      110,
      320,
      null,
    ]);
  });

  it("are all reached one by one, whatever they are", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1 }), (some) => {
        const steps = some.toSorted((a, b) => a - b);
        const moments: Moments = { steps, end: 501, epochEnds: [] };
        const seen: Place[] = [];
        for (let at = placeAfter(moments, null, "first"); at !== null;) {
          seen.push(at);
          at = placeAfter(moments, at, "next");
        }
        expect(seen).toEqual(steps);
      }),
    );
  });
});

describe("the marks along a run", () => {
  it("are the ends of its epochs, of many only some, and new sizes of its images", () => {
    const run = foldOf(events);
    const sizes = [{ time: 0, step: 150, size: [64, 48] as [number, number], multiplyAdds: 1 }];
    expect(timeMarksOf({ ...run, sizes })).toEqual({ epochs: [100, 200, 300], sizes: [150] });
    const [point] = run.evaluations;
    const evaluations = Array.from({ length: 1000 }, (_, index) => ({
      ...point!,
      step: 5 * index,
      epoch: index + 1,
    }));
    const { epochs } = timeMarksOf({ evaluations, sizes: [] });
    expect(epochs.length).toBeLessThan(70);
    expect(epochs.slice(0, 2)).toEqual([95, 195]);
  });
});

/** A page with a run that has come so far, and what it shows. */
function pageAt(step: number, view = new ViewStore({})) {
  const runs = new RunStore();
  const timeline = timelineOf(runs, view);
  const known = upTo(step);
  runs.hydrate({
    ...{ network: googlenet, input: googlenet.input, eventCount: known.length },
    run: snapshotOf(foldOf(known), toBase64),
  });
  const grow = (to: number): void => {
    const first = known.length;
    known.push(...upTo(to).slice(first));
    expect(runs.apply({ first, events: known.slice(first) })).toBe(true);
  };
  return { runs, view, timeline, grow };
}

describe("the run as it is shown", () => {
  it("is the run as it stands, until a person looks back", () => {
    const { runs, timeline, grow } = pageAt(200);
    expect(timeline.shown.value).toBe(runs.run.value);
    grow(210);
    expect(timeline.shown.value).toBe(runs.run.value);
    expect([timeline.isLive.value, timeline.isMeasuring.value]).toEqual([true, true]);
    const started = runs.run.value.started!;
    const config = { ...started.config, statisticsEvery: 0 };
    runs.run.value = { ...runs.run.value, started: { ...started, config } };
    expect([timeline.isLive.value, timeline.isMeasuring.value]).toEqual([true, false]);
  });

  it("is looked back at whole, also where a page began with a glance at it", () => {
    const runs = new RunStore();
    const view = new ViewStore({});
    const timeline = timelineOf(runs, view);
    const known = upTo(325);
    const run = foldOf(known);
    const of = { network: googlenet, input: googlenet.input, eventCount: known.length };
    runs.hydrate({ ...of, run: snapshotOf(glanceAt(run), toBase64), isGlance: true });
    timeline.lookAt(100);
    expect(timeline.held.value.statistics.length).toBeLessThan(run.statistics.length);
    runs.hydrate({ ...of, run: snapshotOf(run, toBase64) });
    expect(timeline.held.value.statistics).toEqual(run.statistics);
    expect(timeline.place.value).toBe(100);
    expect(timeline.shown.value.statistics).toEqual(foldOf(upTo(100)).statistics);
  });

  it("has at each step the numbers that the run had then", () => {
    const { timeline } = pageAt(325);
    for (const step of [10, 100, 130, 320]) {
      timeline.lookAt(step);
      const [shown, then] = [timeline.shown.value, foldOf(upTo(step))];
      expect(headerNumbersOf(shown).facts).toEqual(headerNumbersOf(then).facts);
      expect(shown.statistics).toEqual(then.statistics);
      expect(shown.evaluations).toEqual(then.evaluations);
      expect(shown.sizes).toEqual(then.sizes);
    }
  });

  it("stands still while the run goes on, and so does what can be looked at", () => {
    const { timeline, runs, grow } = pageAt(200);
    timeline.lookAt(120);
    const drawn: RunState[] = [];
    const end = effect(() => {
      drawn.push(timeline.shown.value);
    });
    const moments = timeline.moments.value;
    grow(300);
    expect(drawn).toHaveLength(1);
    expect(timeline.moments.value).toBe(moments);
    timeline.lookAt(null);
    expect(drawn.at(-1)).toBe(runs.run.value);
    expect(timeline.moments.value?.end).toBe(300);
    timeline.lookAt(250);
    expect(drawn.at(-1)?.steps.at(-1)?.step).toBe(250);
    end();
  });

  it("is of then also where nobody watched the run before", () => {
    const { timeline, grow } = pageAt(200);
    grow(300);
    timeline.lookAt(250);
    expect(timeline.shown.value.statistics.at(-1)?.step).toBe(250);
  });

  it("is that of another run as it stands", () => {
    const { timeline, view, runs } = pageAt(200);
    timeline.lookAt(120);
    const other = [{ ...events[0]!, runId: "another" } as RunEvent, ...upTo(100).slice(1)];
    runs.hydrate({
      ...{ network: googlenet, input: googlenet.input, eventCount: other.length },
      run: snapshotOf(foldOf(other), toBase64),
    });
    expect(timeline.place.value).toBeNull();
    expect(timeline.shown.value).toBe(runs.run.value);
    expect(view.moment.value).not.toBeNull();
  });

  it("is kept over a reload of the page", () => {
    const { timeline, view } = pageAt(200);
    timeline.lookAt(120);
    const kept: unknown = JSON.parse(JSON.stringify(view.state.value));
    const { timeline: after } = pageAt(300, new ViewStore(parseViewState(kept)));
    expect(after.place.value).toBe(120);
    expect(after.shown.value.statistics.at(-1)?.step).toBe(120);
    for (const moment of [{ runId: 3, step: 4 }, { runId: "a" }, "120", [120]]) {
      expect(parseViewState({ moment })).toEqual({});
    }
  });
});
