// @vitest-environment jsdom
import { select } from "d3";
import { describe, expect, it } from "vitest";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { addCaption } from "../../../webview/charts/chartPicture.js";
import {
  chartViewOf,
  type ChartRun,
  type ChartSettings,
} from "../../../webview/charts/chartView.js";
import { charts } from "../../../webview/charts/index.js";
import { drawLineChart } from "../../../webview/charts/lineChart.js";
import { prettySvg } from "../../support/prettySvg.js";
import { recordedRun } from "../../support/recordedRun.js";

const run = recordedRun({ steps: 60, stepsPerEpoch: 20 }).reduce(reduce, initialRunState);
const other = recordedRun({ steps: 40, stepsPerEpoch: 20, plateauSteps: 5 }).reduce(
  reduce,
  initialRunState,
);
const alone: readonly ChartRun[] = [
  { id: "live", title: "This run", place: 0, letter: "", points: run },
];
const both: readonly ChartRun[] = [
  { id: "live", title: "This run", place: 0, letter: "A", points: run },
  { id: "past", title: "Another", place: 1, letter: "B", points: other },
];
const plain: ChartSettings = { smoothing: 0, isLog: false, steps: null, hidden: [] };

function viewOf(spec: (typeof charts)[number], runs: readonly ChartRun[], settings = plain) {
  const frame = { width: 276, height: 132 };
  return chartViewOf(spec, runs, { frame, crosshair: 30, settings, run });
}

function svgIn() {
  return select(document.createElement("div")).append("svg");
}

const htmlOf = (svg: ReturnType<typeof svgIn>): string => prettySvg(svg.node()!.outerHTML);

const drawings = [
  ...charts.map((spec) => [`chart-${spec.id}`, viewOf(spec, alone)] as const),
  [
    "chart-two-runs",
    viewOf(charts[0]!, both, { ...plain, smoothing: 0.8, isLog: true, steps: [5, 45] }),
  ] as const,
];

describe.each(drawings)("the drawing %s", (name, { chart }) => {
  it("is the kept one", async () => {
    const svg = svgIn();
    drawLineChart(svg, chart);
    await expect(htmlOf(svg)).toMatchFileSnapshot(`../../snapshots/${name}.svg`);
  });

  it("is the same when drawn twice", () => {
    const svg = svgIn();
    drawLineChart(svg, chart);
    const once = htmlOf(svg);
    drawLineChart(svg, chart);
    expect(htmlOf(svg)).toBe(once);
  });
});

describe("the drawing of one run after two", () => {
  it("leaves nothing of the other", () => {
    const [changed, fresh] = [svgIn(), svgIn()];
    drawLineChart(changed, viewOf(charts[0]!, both).chart);
    drawLineChart(changed, viewOf(charts[0]!, alone).chart);
    drawLineChart(fresh, viewOf(charts[0]!, alone).chart);
    expect(htmlOf(changed)).toBe(htmlOf(fresh));
  });
});

describe("the picture of a chart", () => {
  it("says above it what it shows", () => {
    const svg = svgIn();
    const view = viewOf(charts[0]!, both);
    drawLineChart(svg, view.chart);
    addCaption(svg.node()!, "Loss", view);
    expect(
      svg
        .selectAll(".caption text")
        .nodes()
        .map((node) => (node as Element).textContent),
    ).toEqual([
      "Loss",
      ...view.legend.flatMap(({ label, values }) =>
        values.map(({ letter, text, title }) =>
          label === "loss" ? `${letter} loss ${text} (${title})` : `${letter} ${label} ${text}`,
        ),
      ),
    ]);
    expect(svg.attr("viewBox")).toBe("0 -79 276 211");
  });
});
