import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditions, type Finding, type FindingOf } from "../../../model/metrics/watchdog/index.js";
import { initialWatch, watch, type Watch } from "../../../model/metrics/watchdog/watch.js";
import {
  initialRunState,
  reduce,
  type EvaluationPoint,
  type RunState,
} from "../../../model/run/state.js";
import { chapterRun } from "../../support/runFile.js";
import { flat, readings, runOf, see } from "../../support/watchedRun.js";

const chance = Math.log(10);

function evaluations(losses: readonly (readonly [test: number, train: number])[]) {
  return losses.map(([loss, trainLoss], index): EvaluationPoint => ({
    time: 0,
    step: 469 * (index + 1),
    epoch: index + 1,
    loss,
    accuracy: 0.8,
    trainLoss,
    trainAccuracy: 0.8,
    examplesPerSecond: 300,
  }));
}

describe("every condition", () => {
  const ids = Object.keys(conditions) as readonly Finding["id"][];

  it.each(ids)("%s carries its own id and sees nothing before a run", (id) => {
    expect(conditions[id].id).toBe(id);
    expect(see(id, initialRunState)).toBeNull();
  });

  it.each(ids)("%s sees nothing in a loss that falls as it should", (id) => {
    const healthy = fc
      .tuple(
        fc.integer({ min: 60, max: 400 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      )
      .map(([count, noise]) =>
        [...Array(count).keys()].map((step) => {
          const share: unknown = noise.next().value;
          return (0.2 + 1.6 * Math.exp(-step / 80)) * (0.8 + 0.4 * Number(share));
        }),
      );
    fc.assert(
      fc.property(healthy, (losses) => {
        const run = runOf(losses, { statistics: readings([{}, {}, {}, {}, {}, {}]) });
        expect(see(id, run)).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  it.each(ids)("%s bears any number", (id) => {
    const numbers = fc.array(fc.double(), { maxLength: 80 });
    fc.assert(
      fc.property(numbers, fc.array(fc.double(), { maxLength: 6 }), (losses, shares) => {
        const statistics = readings(shares.map((dead) => ({ dead, update: dead })));
        const tested = shares.map((share) => [share, share] as const);
        const run = runOf(losses, { statistics, evaluations: evaluations(tested) });
        const finding = see(id, run);
        expect(see(id, run)).toEqual(finding);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the plateau at chance", () => {
  it.each([0, 1])("is none where a record names %d classes", (classes) => {
    const run = runOf(flat(chance, 60));
    expect(conditions.plateau.see(run, { classes, previous: null })).toBeNull();
  });

  it("is known at first and a warning when it lasts longer than the recipe needs", () => {
    expect(see("plateau", runOf(flat(chance, 10)))).toBeNull();
    expect(see("plateau", runOf(flat(chance, 60)))).toMatchObject({
      severity: "information",
      since: 1,
      step: 60,
      level: chance,
    });
    expect(see("plateau", runOf(flat(chance, 700)))?.severity).toBe("warning");
  });

  it("bears a wild batch and ends when the loss falls", () => {
    expect(see("plateau", runOf([...flat(chance, 50), 5.3, ...flat(chance, 5)]))).not.toBeNull();
    expect(see("plateau", runOf([...flat(chance, 50), ...flat(2, 20)]))).toBeNull();
  });

  it("is that of the number of classes, and of a run that goes on", () => {
    const run = runOf(flat(chance, 60));
    expect(conditions.plateau.see(run, { classes: 100, previous: null })).toBeNull();
    expect(see("plateau", { ...run, phase: "stopped" })).toBeNull();
  });

  it("does not come and go where the loss plays about its edge", () => {
    const previous = see("plateau", runOf(flat(chance, 60)));
    const edge = runOf([...flat(chance, 60), ...flat(chance - 0.07, 30)]);
    expect(see("plateau", edge)).toBeNull();
    expect(see("plateau", edge, previous)).not.toBeNull();
  });

  it("is not seen where a run has forgotten what it knew: that is a divergence", () => {
    const fallen = runOf([...flat(0.4, 80), ...flat(chance, 40)]);
    expect(see("plateau", fallen)).toBeNull();
    expect(see("divergence", fallen)?.level).toBeCloseTo(0.4, 9);
  });
});

describe("a divergence", () => {
  it("is a jump far above the level, and not one bad batch", () => {
    expect(see("divergence", runOf([...flat(0.3, 60), 1.1]))).toBeNull();
    expect(see("divergence", runOf([...flat(0.3, 60), 1.1, 1.2]))?.level).toBeCloseTo(0.3, 9);
    expect(see("divergence", runOf([...flat(0.3, 60), 4]))).toMatchObject({ loss: 4, step: 61 });
  });

  it("lasts until the loss is back near its level", () => {
    const previous = see("divergence", runOf([...flat(0.3, 60), 4]));
    expect(
      see("divergence", runOf([...flat(0.3, 60), 4, ...flat(0.6, 80)]), previous),
    ).toMatchObject({ level: previous?.level });
    expect(see("divergence", runOf([...flat(0.3, 60), 4, ...flat(0.31, 80)]), previous)).toBeNull();
  });
});

describe("dead layers", () => {
  it("are those that stay silent, named by the outermost part", () => {
    const twice = readings([{ dead: 1 }, { dead: 1 }]);
    expect(see("deadLayers", runOf([1], { statistics: twice }))).toBeNull();
    const thrice = readings([{ dead: 0.97 }, { dead: 1 }, { dead: 0.96 }]);
    expect(see("deadLayers", runOf([1], { statistics: thrice }))).toMatchObject({
      nodes: ["b3/3a/path1", "b3/3a/path2/conv1x1", "b3/3a/path2/conv3x3"],
      share: 0.96,
      step: 21,
    });
  });

  it("stay named a little below where they arose", () => {
    const previous = see(
      "deadLayers",
      runOf([1], { statistics: readings([{ dead: 1 }, { dead: 1 }, { dead: 1 }]) }),
    );
    const less = runOf([1], { statistics: readings([{ dead: 0.92 }]) });
    expect(see("deadLayers", less)).toBeNull();
    expect(see("deadLayers", less, previous)).not.toBeNull();
  });
});

describe("overfitting", () => {
  const after = (losses: readonly (readonly [number, number])[]): FindingOf<"overfitting"> | null =>
    see("overfitting", runOf([], { evaluations: evaluations(losses) }));
  const rising = [
    [0.4, 0.4],
    [0.33, 0.3],
    [0.35, 0.25],
    [0.36, 0.2],
    [0.4, 0.15],
  ] as const;

  it("is a test loss that has risen for three epochs while the training loss fell", () => {
    expect(after(rising.slice(0, 4))).toBeNull();
    expect(after(rising)).toMatchObject({ bestEpoch: 2, epoch: 5, testLoss: 0.4, trainLoss: 0.15 });
  });

  it("is not seen where both rise", () => {
    expect(after([...rising.slice(0, 4), [0.4, 0.35]])).toBeNull();
  });
});

describe("the watch over a run", () => {
  const steps = (losses: readonly number[]): readonly RunState[] =>
    losses.map((_, index) => runOf(losses.slice(0, index + 1)));
  const follow = (states: readonly RunState[]): readonly Watch[] => {
    let state = initialWatch;
    return states.map((run) => (state = watch(state, run, 10)));
  };

  it("keeps when a sighting arose, and lets go a while after it ended", () => {
    const all = follow(steps([...flat(chance, 40), ...flat(1.5, 40)]));
    const arose = all.map(({ sightings }) => sightings[0]?.arose);
    expect(arose[18]).toBeUndefined();
    expect(new Set(arose.slice(19, 45))).toEqual(new Set([20]));
    expect(arose.at(-1)).toBeUndefined();
    const changes = arose.filter((at, index) => at !== arose[index - 1]);
    expect(changes).toEqual([20, undefined]);
  });

  it("lets go where the clock is set back while it lingers", () => {
    const all = follow(steps([...flat(chance, 40), ...flat(1.5, 1)]));
    expect(all.at(-1)?.sightings).toHaveLength(1);
    const later = runOf([...flat(chance, 40), ...flat(1.5, 20)]);
    const last = later.steps.at(-1)!;
    const setBack = reduce(later, { ...last, kind: "step", step: last.step + 1, time: -3_600_000 });
    expect(watch(all.at(-1)!, setBack, 10).sightings).toEqual([]);
  });

  it("lets go at once when the run ends", () => {
    const seen = watch(initialWatch, runOf(flat(chance, 40)), 10);
    const ended = runOf([...flat(chance, 40), 1], { phase: "stopped" });
    expect(watch(seen, ended, 10).sightings).toEqual([]);
  });

  it("begins anew with another run", () => {
    const [, seen] = follow([runOf([]), runOf(flat(chance, 30))]);
    expect(seen?.sightings).toHaveLength(1);
    const { started } = chapterRun().reduce(reduce, initialRunState);
    expect(watch(seen!, runOf([1], { started }), 10).sightings).toEqual([]);
  });

  it("cries out twice over the real run that lost its loss, and not before", () => {
    let run = initialRunState;
    let state = initialWatch;
    const seen = new Map<string, number>();
    for (const event of chapterRun()) {
      run = reduce(run, event);
      state = watch(state, run, 10);
      for (const { finding } of state.sightings) {
        if (!seen.has(finding.id)) seen.set(finding.id, finding.step);
      }
    }
    expect([...seen]).toEqual([
      ["divergence", 3452],
      ["lostLoss", 3454],
    ]);
  });
});
