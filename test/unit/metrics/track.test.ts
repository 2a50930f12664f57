import { describe, expect, it } from "vitest";
import { chapterEpochs } from "../../../model/metrics/chapterResults.js";
import { chapterRuns } from "../../../model/metrics/chapterRuns.js";
import { differencesOf, recordedSpans, trackEndOf, trackOf } from "../../../model/metrics/track.js";
import { defaultRunConfig, recipeIds } from "../../../model/run/config.js";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { cautionOf, verdictOf } from "../../../webview/runs/trackText.js";
import { killedEvent } from "../../support/failedEvent.js";
import { chapterRun } from "../../support/runFile.js";

const events = chapterRun();
const upToEpoch = (epoch: number): RunState => {
  const end = events.findIndex((event) => event.kind === "evaluation" && event.epoch === epoch);
  return events.slice(0, end + 1).reduce(reduce, initialRunState);
};

/** The run with its newest evaluation changed. */
function changed(run: RunState, changes: Partial<RunState["evaluations"][number]>): RunState {
  const newest = run.evaluations.at(-1)!;
  return { ...run, evaluations: [...run.evaluations.slice(0, -1), { ...newest, ...changes }] };
}

describe("the recorded runs", () => {
  it("begin with what the fixture's run ended each epoch with", () => {
    const { evaluations } = events.reduce(reduce, initialRunState);
    expect(evaluations).toHaveLength(7);
    for (const [index, evaluation] of evaluations.entries()) {
      const { trainLoss, trainAccuracy, testLoss, testAccuracy } = chapterRuns[0]!.epochs[index]!;
      expect(evaluation.trainLoss).toBeCloseTo(trainLoss, 3);
      expect(evaluation.trainAccuracy).toBeCloseTo(trainAccuracy, 3);
      expect(evaluation.loss).toBeCloseTo(testLoss, 3);
      expect(evaluation.accuracy).toBeCloseTo(testAccuracy, 3);
    }
  });

  it("are as long as the chapter's", () => {
    expect(chapterRuns.map(({ epochs }) => epochs.length)).toEqual([10, 10, 10]);
    expect(recordedSpans(10)?.trainAccuracy).toEqual([0.9026, 0.9103]);
    expect(recordedSpans(11)).toBeNull();
  });
});

describe("being on track", () => {
  it("is not judged before an epoch has ended", () => {
    const track = trackOf(initialRunState);
    expect(track).toMatchObject({ epoch: null, standing: null, differences: [] });
    expect(track.chapter.testAccuracy).toEqual([0.855, 0.904]);
  });

  it.each([1, 4, 7])("is level for the recorded run itself after epoch %i", (epoch) => {
    const track = trackOf(upToEpoch(epoch));
    expect(track).toMatchObject({ epoch, standing: "level", against: "recorded" });
    expect(track.by).toBeCloseTo(0, 3);
  });

  it.each([4, 7])("is not judged by the runs of another network, after epoch %i", (epoch) => {
    const run = changed(upToEpoch(7), { epoch: epoch === 7 ? chapterEpochs : epoch });
    const config = { ...run.started!.config, network: "alexnet" };
    const track = trackOf({ ...run, started: { ...run.started!, config } });
    expect(track).toMatchObject({ unrecorded: "alexnet", recorded: null, standing: null, by: 0 });
    expect(verdictOf(track)).toBe(
      "No results of alexnet came along: there is nothing to compare this one with.",
    );
    expect(cautionOf(track)).toBe("");
  });

  it("is ahead or behind by how far the training accuracy is outside", () => {
    const run = upToEpoch(7);
    const ahead = trackOf(changed(run, { trainAccuracy: 0.92 }));
    expect(ahead.standing).toBe("ahead");
    expect(ahead.by).toBeCloseTo(0.92 - 0.8915, 6);
    const behind = trackOf(changed(run, { trainAccuracy: 0.8 }));
    expect(behind.standing).toBe("behind");
    expect(behind.by).toBeCloseTo(0.8 - 0.8826, 6);
  });

  it("goes by the chapter from its last epoch on", () => {
    const run = changed(upToEpoch(7), { epoch: chapterEpochs, trainAccuracy: 0.9 });
    expect(trackOf(run)).toMatchObject({ against: "chapter", standing: "level" });
    expect(trackOf(changed(run, { epoch: 12, trainAccuracy: 0.93 }))).toMatchObject({
      recorded: null,
      standing: "ahead",
    });
  });

  it("is no standing of a run that has failed, however it had gone before", () => {
    const run = upToEpoch(7);
    const failed: RunState = reduce(run, { ...killedEvent, step: run.steps.at(-1)!.step + 1 });
    expect(trackOf(run, trackEndOf(run)).standing).toBe("level");
    const track = trackOf(failed, trackEndOf(failed));
    expect(track).toMatchObject({ standing: null, end: { hasFailed: true, step: 3282 } });
    expect(verdictOf(track)).toBe(
      "The run failed at step 3,282. After epoch 7 its training accuracy was 0.887.",
    );
    const atOnce = reduce(upToEpoch(0), killedEvent);
    expect(verdictOf(trackOf(atOnce, trackEndOf(atOnce)))).toBe(
      "The run failed at step 320, before its first epoch ended.",
    );
  });

  it("promises no comparison to a run that ended before its first epoch did", () => {
    const stopped: RunState = { ...upToEpoch(0), phase: "stopped" };
    expect(verdictOf(trackOf(stopped, trackEndOf(stopped)))).toContain("nothing to compare");
  });

  it("names what is not the chapter's", () => {
    const run = upToEpoch(1);
    const config = {
      ...run.started!.config,
      learningRate: 0.01,
      inputSize: [32, 32] as [number, number],
      epochs: 3,
    };
    const { differences } = trackOf({ ...run, started: { ...run.started!, config } });
    expect(differences).toEqual([
      { setting: "learningRate", own: "0.01", chapter: "0.1" },
      { setting: "inputSize", own: "32×32", chapter: "96×96" },
    ]);
  });

  it.each([
    ["chapter", []],
    [
      "recommended",
      [
        { setting: "network", own: "googlenet-bn", chapter: "googlenet" },
        { setting: "learningRate", own: "0.05", chapter: "0.1" },
        { setting: "schedule", own: "one-cycle", chapter: "constant" },
        { setting: "optimizer", own: "nesterov", chapter: "sgd" },
        { setting: "weightDecay", own: "0.0005", chapter: "0" },
        { setting: "labelSmoothing", own: "0.1", chapter: "0" },
        { setting: "augment", own: "flip, shift, erase", chapter: "–" },
        { setting: "averageOver", own: "500", chapter: "∞" },
        { setting: "init", own: "he", chapter: "xavier" },
        { setting: "firstSizes", own: "32:0.15,48:0.35,64:0.3", chapter: "–" },
      ],
    ],
  ] as const)("compares the recipe %s with the chapter's", (recipe, differences) => {
    expect(differencesOf(defaultRunConfig(recipe))).toEqual(differences);
  });

  it("knows the optimizer, and what it is used with", () => {
    const chapter = defaultRunConfig();
    const own = { ...chapter, optimizer: "nesterov", momentum: 0.8, clipNorm: 1 } as const;
    expect(differencesOf(own)).toEqual([
      { setting: "optimizer", own: "nesterov", chapter: "sgd" },
      { setting: "clipNorm", own: "1", chapter: "∞" },
    ]);
    expect(differencesOf({ ...chapter, momentum: 0.5 })).toEqual([]);
  });

  it("knows a difference for every recipe but the chapter's", () => {
    const others = recipeIds.filter((id) => differencesOf(defaultRunConfig(id)).length > 0);
    expect(others).toEqual(recipeIds.filter((id) => id !== "chapter"));
  });

  it("takes no notice of what changes no epoch", () => {
    const config = defaultRunConfig();
    const changes = { epochs: 3, precision: "mixed_bfloat16", seed: 5, engine: "wasm" } as const;
    expect(differencesOf({ ...config, ...changes })).toEqual([]);
  });
});
