import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { googlenetPaper } from "../../../model/network/googlenet-paper/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { isHead } from "../../../model/network/heads.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { StepHistory } from "../../../model/run/stepHistory.js";
import { chartReadingOf } from "../../../webview/charts/chartReading.js";
import {
  chartViewOf,
  type ChartRun,
  type ChartSettings,
} from "../../../webview/charts/chartView.js";
import { expectedBand } from "../../../webview/charts/expectedBand.js";
import { charts, withHeads } from "../../../webview/charts/index.js";
import { tableOf } from "../../../webview/charts/table.js";
import { recordedRun } from "../../support/recordedRun.js";
import { chapterRun } from "../../support/runFile.js";

const run = recordedRun({ steps: 230 }).reduce(reduce, initialRunState);
const past = chapterRun().reduce(reduce, initialRunState);
const frame = { width: 276, height: 132 };
const plain: ChartSettings = { smoothing: 0, isLog: false, steps: null, hidden: [] };

const alone = (points: RunState): readonly ChartRun[] => [
  { id: "live", title: "This run", place: 0, letter: "", points },
];
const both: readonly ChartRun[] = [
  { id: "live", title: "This run", place: 0, letter: "A", points: run },
  { id: "past", title: "Seed 0", place: 1, letter: "B", points: past },
];

function viewOf(
  spec: (typeof charts)[number],
  runs: readonly ChartRun[],
  changes: Partial<ChartSettings> & { readonly crosshair?: number } = {},
) {
  const { crosshair = null, ...changed } = changes;
  const settings = { ...plain, ...changed };
  const view = chartViewOf(spec, runs, {
    frame,
    settings,
    run: runs[0]?.points === run ? run : initialRunState,
  });
  return { ...view, ...chartReadingOf(spec, runs, { ...settings, ...view, crosshair }) };
}

const [loss, accuracy] = charts;

describe.each(charts)("the chart of $id", (spec) => {
  it("shows the newest values and says them", () => {
    const view = viewOf(spec, alone(run));
    expect(view.lastStep).toBe(230);
    expect(view.spoken).toMatch(/^Step 230: /);
    expect(view.crosshair).toEqual({ step: null, readings: [] });
  });

  it("reads a step under the pointer, within the run", () => {
    expect(viewOf(spec, alone(run), { crosshair: 100 }).crosshair.step).toBe(100);
    expect(viewOf(spec, alone(run), { crosshair: 9999 }).crosshair.step).toBe(230);
  });

  it("can be drawn before a run", () => {
    const view = viewOf(spec, alone(initialRunState));
    expect(view.legend.flatMap(({ values }) => values.map(({ text }) => text))).toEqual(
      spec.metrics.map(() => "–"),
    );
  });
});

describe("the curves of a chart", () => {
  it("are of every run, with a letter, and readings only as far as a run went", () => {
    const view = viewOf(loss!, both, { crosshair: 1000 });
    expect(view.chart.curves.map(({ id, letter }) => `${letter} ${id}`)).toEqual([
      "A live trainLoss",
      "A live testLoss",
      "B past trainLoss",
      "B past testLoss",
    ]);
    expect(view.crosshair.readings.map(({ id }) => id)).toEqual([
      "past trainLoss",
      "past testLoss",
    ]);
    expect(view.legend[0]?.values.map(({ text }) => text)).toEqual([
      "–",
      expect.stringMatching(/^0/),
    ]);
    expect(view.spoken).toMatch(/^Step 1,000: A Training loss –, A Test loss –, B Training loss 0/);
  });

  it("leave out a metric that is hidden, and keep its place in the legend", () => {
    const view = viewOf(loss!, alone(run), { hidden: ["trainLoss"] });
    expect(view.chart.curves.map(({ metric, rank }) => [metric, rank])).toEqual([["testLoss", 1]]);
    expect(view.legend.map(({ isHidden }) => isHidden)).toEqual([true, false]);
  });

  it("have what was measured behind what is smoothed", () => {
    const [train, test] = viewOf(loss!, alone(run), { smoothing: 0.9 }).chart.curves;
    expect(train?.raw.length).toBeGreaterThan(100);
    expect(test?.raw).toEqual([]);
    expect(viewOf(loss!, alone(run)).chart.curves[0]?.raw).toEqual([]);
  });

  it("mark the best epoch", () => {
    const best = Math.max(...past.evaluations.map(({ accuracy: value }) => value));
    const { note, chart } = viewOf(accuracy!, alone(past));
    expect(chart.curves.map((curve) => curve.best?.value ?? null)).toEqual([null, best]);
    expect(note).toBe("Best: 0.880 after epoch 6");
    expect(chart.curves[1]?.best?.text).toBe(note);
  });

  it("show what recorded runs of the recipe had, and nothing of another recipe", () => {
    expect(viewOf(loss!, alone(run)).chart.band?.low.length).toBeGreaterThan(1);
    const bands = [{ learningRate: 0.5 }, defaultRunConfig("recommended")].map((changes) => {
      const config = { ...run.started!.config, ...changes };
      return expectedBand({ ...run, started: { ...run.started!, config } }, "trainLoss");
    });
    expect(bands).toEqual([null, null]);
  });

  it("keep to the window that a person zoomed into", () => {
    const view = viewOf(loss!, alone(run), { steps: [50, 90], crosshair: 10 });
    const steps = view.chart.curves[0]!.points.map(({ step }) => step);
    expect([Math.min(...steps), Math.max(...steps)]).toEqual([50, 90]);
    expect(view.crosshair.step).toBe(50);
  });
});

describe("the scale of a chart", () => {
  it("shows no more than it can tell apart of a real run that was lost", () => {
    const { chart, note } = viewOf(loss!, alone(past));
    expect(chart.layout.y.domain()[1]).toBeLessThan(10);
    expect(note).toContain("lost at step 3,453 · above the chart: up to 10.0");
  });
});

describe("the charts of a network with auxiliary heads", () => {
  const graph = buildGraph(googlenetPaper);
  const heads = graph.nodes.filter(isHead);
  const unmeasured = { activation: null, dead: null, gradient: null, energy: null };
  const others = { ...unmeasured, weight: null, update: null };
  const statistics = [10, 20].map((step) => {
    const told = (place: number) => ({ ...others, loss: 2 - place - step / 100, accuracy: 0.25 });
    return { step, nodes: Object.fromEntries(heads.map(({ id }, place) => [id, told(place)])) };
  });
  const points: RunState = { ...run, statistics };

  it("have a curve of each head beside those of the network, where it was measured", () => {
    expect(heads.length).toBe(2);
    for (const [spec, expected] of [
      [loss!, [1.9, 0.9]],
      [accuracy!, [0.25, 0.25]],
    ] as const) {
      const whole = withHeads(spec, graph);
      const { chart, legend, crosshair } = viewOf(whole, alone(points), { crosshair: 15 });
      expect(legend.map(({ label }) => label)).toEqual([
        ...viewOf(spec, alone(run)).legend.map(({ label }) => label),
        ...["Auxiliary head 1", "Auxiliary head 2"],
      ]);
      const own = chart.curves.filter(({ rank }) => rank >= spec.metrics.length);
      expect(own.map((curve) => curve.points.map(({ step }) => step))).toEqual([
        [10, 20],
        [10, 20],
      ]);
      const read = crosshair.readings.filter(({ rank }) => rank >= spec.metrics.length);
      expect(read.map(({ value }) => value)).toEqual(expected);
    }
  });

  it("are those of any network where it has none", () => {
    for (const spec of charts) {
      expect(withHeads(spec, buildGraph(googlenet))).toBe(spec);
      expect(withHeads(spec, null)).toBe(spec);
    }
    expect(withHeads(charts[2]!, graph)).toBe(charts[2]);
  });

  it("have their numbers in the table too", () => {
    const { columns, rows } = tableOf(alone(points), graph);
    expect(columns.at(-1)?.title).toBe("Training accuracy, Auxiliary head 2");
    expect(rows.find(({ step }) => step === 20)?.cells.slice(-4)).toEqual([
      ...["1.800", "0.250", "0.800", "0.250"],
    ]);
  });
});

describe("the table", () => {
  it("has the newest step first and round steps after it", () => {
    const { columns, rows } = tableOf(alone(run), null);
    expect(columns.map(({ title }) => title)).toEqual([
      "Step",
      "Training loss",
      "Test loss",
      "Training accuracy",
      "Test accuracy",
      "examples /s",
    ]);
    expect(rows.slice(0, 3).map(({ step }) => step)).toEqual([230, 220, 210]);
    expect(rows.every(({ cells }) => cells.length === columns.length)).toBe(true);
  });

  it("writes a loss of millions in a few signs", () => {
    expect(tableOf(alone(past), null).rows[0]?.cells[1]).toBe("1.7e6");
    expect(viewOf(loss!, alone(past)).legend[0]?.values[0]?.text).toBe("lost");
    const steps = StepHistory.of([{ ...run.steps.at(0)!, examplesPerSecond: 31_234 }]);
    expect(tableOf(alone({ ...run, steps }), null).rows.at(-1)?.cells[5]).toBe("31,234");
  });

  it("says of how many steps its numbers are the mean", () => {
    const short = (steps: number): RunState => ({
      ...run,
      steps: StepHistory.of(Array.from({ length: steps }, (_, index) => run.steps.at(index)!)),
    });
    expect(viewOf(loss!, alone(short(1))).caption).toBe("first step");
    expect(viewOf(loss!, alone(short(12))).caption).toBe("mean of the last 12 steps");
    expect(viewOf(loss!, alone(short(60))).caption).toBe("mean of the last 50 steps");
  });

  it.each([false, true])(
    "reaches a loss that is lost no further than it says anything",
    (isLog) => {
      const losses = [2.3, 2.2, 1.9, 1.5, 4, 1e5, 1e31, 2.3];
      const points = losses.map((value, index) => ({ ...run.steps.at(index)!, loss: value }));
      const lost = { ...run, steps: StepHistory.of(points), evaluations: [] };
      const { chart, note } = viewOf(loss!, alone(lost), { isLog });
      const { layout, curves } = chart;
      expect(layout.y.domain()[1]).toBeLessThan(6);
      expect(layout.y(2.2) - layout.y(4)).toBeGreaterThan(20);
      expect(curves[0]?.lost).toMatchObject({ step: 6, text: "Training loss lost at step 6" });
      expect(layout.y(curves[0]!.lost!.value)).toBe(layout.plot.top);
      expect(note).toContain("Training loss lost at step 6");
      for (const { value } of curves[0]!.points) expect(value).toBeLessThan(104);
      // Speed has no value that is too high to be one.
      expect(viewOf(charts[2]!, alone(lost)).chart.curves[0]?.lost).toBeNull();
    },
  );

  it("has the columns of every run that is drawn", () => {
    const { columns, rows } = tableOf(both, null);
    expect(columns).toHaveLength(11);
    expect(columns[6]?.title).toBe("B Training loss");
    expect(rows[0]?.step).toBe(3454);
  });

  it("stays short however long the run is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (step) => {
        const steps = StepHistory.of([{ ...run.steps.at(0)!, step }]);
        expect(tableOf(alone({ ...run, steps }), null).rows.length).toBeLessThanOrEqual(25);
      }),
    );
  });
});
