import { describe, expect, it } from "vitest";
import { trackOf } from "../../../model/metrics/track.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { StepHistory } from "../../../model/run/stepHistory.js";
import {
  CurvesView,
  parseMetricsView,
  type MetricsViewState,
} from "../../../webview/curves/curvesView.js";
import {
  chartRunsOf,
  othersOf,
  pastRunOf,
  PastRunReader,
  type PastRun,
} from "../../../webview/runs/pastRuns.js";
import { cautionOf, verdictOf } from "../../../webview/runs/trackText.js";
import { recordedRun } from "../../support/recordedRun.js";
import { chapterRun } from "../../support/runFile.js";

const live = recordedRun({ steps: 30 }).reduce(reduce, initialRunState);
const chapter = chapterRun().reduce(reduce, initialRunState);

function curvesOf(id: string, { started, steps, evaluations, finished }: RunState): PastRun {
  const { time: startedAt, config } = started!;
  const named = { id, title: `Run ${id}`, isSample: false };
  const curves = { ...named, startedAt, config, steps: [...steps], evaluations };
  return pastRunOf({ ...curves, finished }, "en");
}

const runs = ["a", "b", "c", "d", "e"].map((id) => curvesOf(id, chapter));

describe("past runs", () => {
  it("are those that are not shown", () => {
    const all = [curvesOf(live.started!.runId, live), ...runs];
    expect(othersOf({ kind: "ready", runs: all }, live)).toEqual(runs);
    expect(othersOf({ kind: "reading" }, live)).toEqual([]);
  });

  it("are not the shown one, which has no step yet", () => {
    const { runId } = live.started!;
    const warmingUp = { ...live, steps: StepHistory.empty, evaluations: [] };
    const all = [curvesOf(runId, warmingUp), ...runs];
    expect(othersOf({ kind: "ready", runs: all }, warmingUp)).toEqual(runs);
    expect(othersOf({ kind: "ready", runs: all }, live)).toEqual(runs);
  });

  it("get a letter when they are laid over the shown one, four at most", () => {
    expect(chartRunsOf(live, runs, []).map(({ letter }) => letter)).toEqual([""]);
    const drawn = chartRunsOf(live, runs, ["c", "gone", "a", "b", "d", "e"]);
    expect(drawn.map(({ id, letter, place }) => [id, letter, place]).slice(1)).toEqual([
      ["c", "B", 1],
      ["a", "C", 2],
      ["b", "D", 3],
      ["d", "E", 4],
    ]);
  });

  it("are told apart by when they began and what they reached, the rest comes after", () => {
    const startedAt = new Date(2026, 10, 29, 0, 12).getTime();
    const evaluations = [{ ...chapter.evaluations[0]!, accuracy: 0.88849 }];
    const run = pastRunOf({ ...curvesOf("a", live), startedAt, steps: [], evaluations }, "en-US");
    expect(run.label).toMatch(/^Nov 29(?:, 2026)?, 12:12\sAM · 0\.888$/u);
    const [, drawn] = chartRunsOf(live, [run], ["a"]);
    expect(drawn?.title).toBe(`${run.label} · Run a`);
    // The one that came along has its name, which nobody would know by its date.
    const sample = { ...curvesOf("a", live), isSample: true, steps: [], evaluations };
    expect(pastRunOf(sample, "en-US").label).toBe("The sample run · 0.888");
    const without = pastRunOf(
      { ...curvesOf("a", live), startedAt, steps: [], evaluations: [] },
      "zh-CN",
    );
    expect(without.label).toMatch(/11月29日/u);
    expect(without.label).not.toContain("·");
    // Where none was evaluated, the loss tells them apart, as the curves' legend writes it.
    const early = { ...curvesOf("a", live), startedAt, evaluations: [], finished: null };
    const labelAfter = (losses: readonly number[]): string => {
      const steps = losses.map((loss, index) => ({ ...live.steps.at(index)!, loss }));
      return pastRunOf({ ...early, steps }, "en-US").label;
    };
    expect(labelAfter([2.4, 2.2])).toMatch(/AM · loss 2\.300$/u);
    expect(labelAfter([2.3, 1e31])).toMatch(/AM · loss lost$/u);
  });

  it("are told to be unreadable where the host fails", async () => {
    const reader = new PastRunReader(
      { readRuns: () => Promise.reject(new Error("No disk.")) },
      "en",
    );
    await reader.read();
    expect(reader.runs.value).toEqual({ kind: "failed", message: "No disk." });
  });
});

describe("the verdict", () => {
  const upTo = (epochs: number, changes: Partial<RunState["evaluations"][number]> = {}) => {
    const evaluations = chapter.evaluations.slice(0, epochs);
    const newest = { ...evaluations.at(-1)!, ...changes };
    return trackOf({ ...chapter, evaluations: [...evaluations.slice(0, -1), newest] });
  };

  it("says where the run stands and by how much", () => {
    expect(verdictOf(trackOf(initialRunState))).toBe(
      "The first comparison comes with the end of the first epoch.",
    );
    expect(verdictOf(upTo(3))).toBe(
      "Level with the recorded runs: training accuracy 0.806 after epoch 3.",
    );
    expect(verdictOf(upTo(3, { trainAccuracy: 0.7 }))).toBe(
      "Behind the recorded runs: training accuracy 0.700 after epoch 3, 0.078 below them.",
    );
    expect(verdictOf(upTo(7, { epoch: 10, trainAccuracy: 0.95 }))).toBe(
      "Ahead of the chapter: training accuracy 0.950, 0.038 above its best.",
    );
  });

  it("is honest about another recipe", () => {
    expect(cautionOf(upTo(3))).toBe("");
    const config = { ...chapter.started!.config, learningRate: 0.01, batchSize: 64 };
    const track = trackOf({ ...chapter, started: { ...chapter.started!, config } });
    expect(cautionOf(track)).toBe(
      "This is not the chapter's recipe (batch size 64 instead of 128, learning rate 0.01 instead of 0.1), so the numbers need not agree.",
    );
    const recommended: RunConfig = { ...defaultRunConfig(), schedule: "warmup-cosine" };
    const other = trackOf({ ...chapter, started: { ...chapter.started!, config: recommended } });
    expect(cautionOf(other)).toBe(
      "This is not the chapter's recipe (schedule warmup-cosine instead of constant), so the numbers need not agree.",
    );
  });
});

describe("what the panel kept", () => {
  const whole: MetricsViewState = {
    smoothing: 0.5,
    isLog: true,
    run: "r1",
    steps: [5, 90],
    hidden: ["testLoss"],
    compared: ["a"],
    open: ["track"],
  };
  it.each([
    [null, {}],
    [{ smoothing: 2, isLog: "yes", steps: [5, 1], hidden: [1], compared: "a" }, {}],
    [{ steps: [1, Number.NaN] }, {}],
    [{ run: 1, open: [2] }, {}],
    [whole, whole],
  ])("is taken as far as it can be understood: %j", (kept, expected) => {
    expect(parseMetricsView(kept)).toEqual(expected);
  });

  it("has no steps of another run", () => {
    const view = new CurvesView(whole);
    view.showRun("r1");
    expect(view.state.value).toEqual(whole);
    view.showRun("r2");
    expect(view.state.value).toEqual({ ...whole, run: "r2", steps: null });
  });
});
