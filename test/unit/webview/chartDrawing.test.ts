// @vitest-environment jsdom
import { select } from "d3";
import { describe, expect, it } from "vitest";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { addCaption } from "../../../webview/charts/chartPicture.js";
import { chartReadingOf } from "../../../webview/charts/chartReading.js";
import {
  chartViewOf,
  type ChartRun,
  type ChartSettings,
} from "../../../webview/charts/chartView.js";
import { charts } from "../../../webview/charts/index.js";
import { drawLegend } from "../../../webview/charts/drawLegend.js";
import { drawCrosshair, drawLineChart } from "../../../webview/charts/lineChart.js";
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
  const view = chartViewOf(spec, runs, { frame, settings, run });
  return { ...view, ...chartReadingOf(spec, runs, { ...settings, ...view, crosshair: 30 }) };
}

type View = ReturnType<typeof viewOf>;

function draw(svg: ReturnType<typeof svgIn>, { chart, crosshair }: View): void {
  drawLineChart(svg, chart);
  drawCrosshair(svg, chart.layout, crosshair);
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

/** How much a second drawing of the same writes anew. */
function changesAgain(parent: Element, drawIt: () => void): number {
  drawIt();
  const observer = new MutationObserver(() => undefined);
  observer.observe(parent, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  drawIt();
  return observer.takeRecords().length;
}

describe.each(drawings)("the drawing %s", (name, view) => {
  it("is the kept one", async () => {
    const svg = svgIn();
    draw(svg, view);
    await expect(htmlOf(svg)).toMatchFileSnapshot(`../../snapshots/${name}.svg`);
  });

  it("writes nothing when drawn twice", () => {
    const svg = svgIn();
    expect(
      changesAgain(svg.node()!, () => {
        draw(svg, view);
      }),
    ).toBe(0);
  });

  it("has a legend that writes nothing when drawn twice", () => {
    const list = select(document.createElement("div")).append<HTMLElement>("dl");
    expect(
      changesAgain(list.node()!, () => {
        drawLegend(list, view.legend, () => undefined);
      }),
    ).toBe(0);
  });
});

describe("the drawing of one run after two", () => {
  it("leaves nothing of the other", () => {
    const [changed, fresh] = [svgIn(), svgIn()];
    draw(changed, viewOf(charts[0]!, both));
    draw(changed, viewOf(charts[0]!, alone));
    draw(fresh, viewOf(charts[0]!, alone));
    expect(htmlOf(changed)).toBe(htmlOf(fresh));
  });
});

describe("the picture of a chart", () => {
  it("says above it what it shows", () => {
    const svg = svgIn();
    const view = viewOf(charts[0]!, both);
    draw(svg, view);
    addCaption(svg.node()!, "Loss", { frame: view.chart.layout.frame, legend: view.legend });
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

describe("a chart of a run whose images get another size", () => {
  const sizes = [
    [0, 32],
    [20, 48],
    [40, 96],
  ].map(([step = 0, side = 0]) => ({
    ...({ kind: "resized", time: 0, step, multiplyAdds: 1 } as const),
    size: [side, side] as [number, number],
  }));
  const grown = sizes.reduce(reduce, run);
  const linesIn = (state: typeof run, settings = plain): readonly (readonly string[])[] => {
    const svg = svgIn();
    const frame = { width: 276, height: 132 };
    drawLineChart(svg, chartViewOf(charts[0]!, alone, { frame, settings, run: state }).chart);
    return svg
      .selectAll<SVGLineElement, unknown>(".sizes .size")
      .nodes()
      .map((line) => [line.getAttribute("x1") ?? "", line.textContent]);
  };

  it("has a line at each change, which says what it is", () => {
    expect(linesIn(grown).map(([, text]) => text)).toEqual([
      "Images of 48×48 from step 21 on",
      "Images of 96×96 from step 41 on",
    ]);
    const [first = 0, second = 0] = linesIn(grown).map(([x]) => Number(x));
    expect(first).toBeGreaterThan(36);
    expect(second).toBeGreaterThan(first);
  });

  it("shows those in sight, and none of another run", () => {
    const settings = { ...plain, steps: [30, 50] as const };
    expect(linesIn(grown, settings)).toHaveLength(1);
    expect(linesIn(run)).toEqual([]);
  });
});
