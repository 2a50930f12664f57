import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../../model/run/events.js";
import {
  histogramsKept,
  initialRunState,
  reduce,
  reduceAll,
  statisticsKept,
  timingsKept,
  type RunState,
} from "../../../model/run/state.js";
import { startedEvent } from "../../support/startedEvent.js";

const time = 0;
const step = (number: number): RunEvent => ({
  kind: "step",
  time,
  step: number,
  epoch: Math.ceil(number / 3),
  loss: 1 / number,
  accuracy: 0.5,
  learningRate: 0.1,
  examplesPerSecond: 100,
  secondsLeft: 1,
});
const evaluation = (number: number): RunEvent => ({
  kind: "evaluation",
  time,
  step: number,
  epoch: number / 3,
  loss: 1,
  accuracy: 0.9,
  trainLoss: 1,
  trainAccuracy: 0.8,
  examplesPerSecond: 100,
});
const statistics = (number: number): RunEvent => ({
  kind: "statistics",
  time,
  step: number,
  nodes: {},
});
const histograms = (number: number): RunEvent => ({
  kind: "histograms",
  time,
  step: number,
  nodes: {},
});
const timings = (number: number): RunEvent => ({
  kind: "timings",
  time,
  step: number,
  nodes: {},
});
const summary = {
  ...{ steps: 1, epochs: 0, loss: null, trainAccuracy: null, testAccuracy: null, seconds: 1 },
  ...{ examplesPerSecond: null, examplesPerSecondOverall: null },
};
const failure = { message: "m", reason: "r", action: "a", remedy: null, checkpoint: null };

const fold = (...events: readonly RunEvent[]): RunState => events.reduce(reduce, initialRunState);
const stepsOf = ({ steps }: RunState): readonly number[] =>
  Array.from(steps, (point) => point.step);

describe("reduce", () => {
  it("knows its timings, and none of after the checkpoint that a run goes on from", () => {
    const state = fold(startedEvent(), timings(5), timings(25));
    const known = ({ timings: points }: RunState): readonly number[] =>
      points.map((point) => point.step);
    expect(known(state)).toEqual([5, 25]);
    expect(known(reduce(state, startedEvent(30)))).toEqual([5, 25]);
    expect(known(reduce(state, startedEvent(20)))).toEqual([5]);
  });

  it("follows a run through its phases", () => {
    const phases: string[] = [];
    [
      startedEvent(),
      step(1),
      step(2),
      step(3),
      evaluation(3),
      { kind: "paused", time, step: 3 } as const,
      { kind: "resumed", time, step: 3 } as const,
      step(4),
    ].reduce((state, event) => {
      const next = reduce(state, event);
      phases.push(next.phase);
      return next;
    }, initialRunState);
    expect(phases).toEqual([
      "warmingUp",
      "training",
      "training",
      "evaluating",
      "training",
      "paused",
      "training",
      "training",
    ]);
  });

  it("goes on evaluating after a pause in an evaluation", () => {
    const paused = { kind: "paused", time, step: 3 } as const;
    const resumed = { kind: "resumed", time, step: 3 } as const;
    expect(fold(startedEvent(), step(3), paused, resumed).phase).toBe("evaluating");
    expect(fold(startedEvent(), step(3), evaluation(3), paused, resumed).phase).toBe("training");
  });

  it("evaluates first where it goes on from a checkpoint before an evaluation", () => {
    expect(fold(startedEvent(), step(3), startedEvent(3)).phase).toBe("evaluating");
    expect(fold(startedEvent(), step(3), step(4), startedEvent(3)).phase).toBe("evaluating");
    expect(fold(startedEvent(), step(3), evaluation(3), startedEvent(3)).phase).toBe("warmingUp");
    expect(fold(startedEvent(), step(3), evaluation(3), step(4), startedEvent(4)).phase).toBe(
      "warmingUp",
    );
    const halved = { ...startedEvent(4), stepsPerEpoch: 2 } as RunEvent;
    expect(fold(startedEvent(), step(3), evaluation(3), step(4), halved).phase).toBe("evaluating");
  });

  it("keeps steps rising, whatever comes twice or late", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 })), (numbers) => {
        const steps = stepsOf(fold(startedEvent(), ...numbers.map(step)));
        expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
      }),
    );
  });

  it("goes on from a checkpoint with what came before it", () => {
    const events = [step(1), step(2), step(3), evaluation(3), step(4), step(5), statistics(5)];
    const state = fold(startedEvent(), ...events, startedEvent(4), step(5));
    expect(stepsOf(state)).toEqual([1, 2, 3, 4, 5]);
    expect(state.evaluations).toHaveLength(1);
    expect(state.statistics).toHaveLength(0);
    expect(fold(startedEvent(), ...events, startedEvent(0)).steps).toHaveLength(0);
  });

  it("keeps of each measurement a bounded number over the whole run", () => {
    const count = 2 * statisticsKept.most;
    const state = fold(
      startedEvent(),
      ...Array.from({ length: count }, (_, index) => [
        ...[statistics(index + 1), histograms(index + 1), timings(index + 1)],
      ]).flat(),
    );
    for (const [points, { most }] of [
      [state.statistics, statisticsKept],
      [state.histograms, histogramsKept],
      [state.timings, timingsKept],
    ] as const) {
      expect(points).toHaveLength(most);
      expect([points[0]?.step, points.at(-1)?.step]).toEqual([1, count]);
    }
  });

  it("skips an event of a newer version", () => {
    const before = fold(startedEvent(), step(1));
    expect(reduce(before, { kind: "premonition", time } as unknown as RunEvent)).toBe(before);
  });

  it("tells a stop from an end and keeps the reason of a failure", () => {
    const finish = (reason: "completed" | "stopped"): RunEvent => ({
      kind: "finished",
      time,
      reason,
      summary,
    });
    expect(fold(startedEvent(), finish("completed")).phase).toBe("finished");
    expect(fold(startedEvent(), finish("stopped")).phase).toBe("stopped");
    const failed = fold(startedEvent(), { kind: "failed", time, step: 1, ...failure });
    expect(failed).toMatchObject({ phase: "failed", failure });
  });
});

/** Any event at any step: in order, again, late, of a run that goes on, or of a newer version. */
const anyEvent = fc
  .tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.constantFrom<((number: number) => RunEvent)[]>(
      ...[step, step, step, evaluation, statistics, histograms, timings, startedEvent],
      (number) => ({ kind: "checkpoint", time, step: number, file: `step-${number}` }),
      (number) => ({ kind: "paused", time, step: number }),
      (number) => ({ kind: "resumed", time, step: number }),
      (number) => ({ kind: "log", time, level: "info", message: `${number}` }),
      () => ({ kind: "finished", time, reason: "stopped", summary }),
      (number) => ({ kind: "failed", time, step: number, ...failure }),
      () => ({ kind: "premonition", time }) as unknown as RunEvent,
    ),
  )
  .map(([number, make]) => make(number));

/** Whoever changes it throws. */
function frozen(state: RunState): RunState {
  Object.values(state).forEach(Object.freeze);
  return Object.freeze(state);
}

describe("reduceAll", () => {
  it("gives what reduce gives one by one, and changes no state that it was given", () => {
    const batches = fc.array(fc.array(anyEvent, { maxLength: 60 }), { maxLength: 6 });
    fc.assert(
      fc.property(batches, (all) => {
        let state = initialRunState;
        let expected = initialRunState;
        for (const events of all) {
          state = reduceAll(frozen(state), events);
          expected = events.reduce(reduce, expected);
          expect(state).toEqual(expected);
        }
      }),
    );
  });

  // With a copy for each event it would not end within a test's time.
  it("folds a long record", () => {
    const events = Array.from({ length: 200_000 }, (_, index) => step(index + 1));
    expect(reduceAll(initialRunState, events).steps).toHaveLength(events.length);
  });
});
