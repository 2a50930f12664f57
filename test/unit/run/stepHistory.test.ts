import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StepHistory, type StepPoint } from "../../../model/run/stepHistory.js";
import { recordedRun } from "../../support/recordedRun.js";

const pointAt = (step: number, loss = 1 / step): StepPoint => ({
  time: 1000 * step,
  step,
  epoch: 1,
  loss,
  accuracy: 0.5,
  learningRate: 0.1,
  examplesPerSecond: 100 + step,
  secondsLeft: step % 2 === 0 ? null : 3,
});

/** So many that the first table has room for one more. */
const nearlyFull = Array.from({ length: 63 }, (_, index) => pointAt(index + 1));

/** What is done to one of the histories that are there: `from` picks it. */
type Deed =
  | { readonly kind: "with"; readonly from: number; readonly loss: number }
  | { readonly kind: "upTo"; readonly from: number; readonly step: number };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    kind: fc.constant("with" as const),
    from: fc.nat(),
    loss: fc.double({ noNaN: true }),
  }),
  fc.record({ kind: fc.constant("upTo" as const), from: fc.nat(), step: fc.nat(200) }),
);

describe("the history of steps", () => {
  it("says what a list says, and none changes by what another has gone on with", () => {
    const check = (deeds: readonly Deed[]): void => {
      const histories = [StepHistory.empty, StepHistory.of(nearlyFull)];
      const lists: (readonly StepPoint[])[] = [[], nearlyFull];
      for (const each of deeds) {
        const from = each.from % lists.length;
        const [history, list] = [histories[from]!, lists[from]!];
        if (each.kind === "with") {
          const point = pointAt(list.length + 1, each.loss);
          histories.push(history.with(point));
          lists.push([...list, point]);
        } else {
          histories.push(history.upTo(each.step));
          lists.push(list.filter(({ step }) => step <= each.step));
        }
      }
      expect(histories.map((history) => [...history])).toEqual(lists);
      expect(histories.map(({ length }) => length)).toEqual(lists.map(({ length }) => length));
    };
    fc.assert(fc.property(fc.array(deed, { maxLength: 40 }), check));
  });

  it("grows beyond any first room", () => {
    const points = Array.from({ length: 5000 }, (_, index) => pointAt(index + 1));
    const history = StepHistory.of(points);
    expect([...history]).toEqual(points);
  });

  it("is read from either end, and nowhere outside", () => {
    const history = StepHistory.of([1, 2, 3].map((step) => pointAt(step)));
    expect(history.at(0)).toEqual(pointAt(1));
    expect(history.at(-1)).toEqual(pointAt(3));
    expect(history.at(3)).toBeUndefined();
    expect(history.at(-4)).toBeUndefined();
    expect(history.read(2, "loss")).toBe(1 / 3);
    expect(() => history.read(3, "loss")).toThrow(RangeError);
    expect(() => StepHistory.empty.read(0, "loss")).toThrow(RangeError);
  });

  it("counts the steps up to one that may be missing", () => {
    const history = StepHistory.of([2, 4, 6].map((step) => pointAt(step)));
    expect([1, 2, 3, 6, 9].map((step) => history.countUpTo(step))).toEqual([0, 1, 1, 3, 3]);
  });

  it("keeps every field of a step's event", () => {
    const event = recordedRun({ steps: 1 }).find(({ kind }) => kind === "step")!;
    const { kind, ...point } = event as { readonly kind: "step" } & StepPoint;
    expect(kind).toBe("step");
    expect(StepHistory.of([point]).at(0)).toEqual(point);
  });

  it("is told in bytes and read as it was, and goes on on its own", () => {
    const points = fc.array(
      fc.record({
        ...{ time: fc.nat(), step: fc.nat(), epoch: fc.nat(), loss: fc.double({ noNaN: true }) },
        ...{ accuracy: fc.double({ noNaN: true }), learningRate: fc.double({ noNaN: true }) },
        ...{ examplesPerSecond: fc.double({ noNaN: true }) },
        secondsLeft: fc.option(fc.double({ noNaN: true })),
      }),
    );
    fc.assert(
      fc.property(points, (all) => {
        const history = StepHistory.of(all);
        const read = StepHistory.ofBytes(history.bytes().slice());
        expect([...read]).toEqual(all);
        expect([...read.with(pointAt(7))]).toEqual([...all, pointAt(7)]);
        expect([...history]).toEqual(all);
      }),
    );
    expect(() => StepHistory.ofBytes(new Uint8Array(11))).toThrow("11 bytes are no steps of 64.");
  });
});
