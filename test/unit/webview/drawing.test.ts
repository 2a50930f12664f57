// @vitest-environment jsdom
import { select } from "d3";
import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { chartViewOf } from "../../../webview/charts/chartView.js";
import { charts } from "../../../webview/charts/index.js";
import { drawLineChart } from "../../../webview/charts/lineChart.js";
import {
  drawStageLive,
  drawStageScene,
  drawStageSelection,
} from "../../../webview/draw/stageScene.js";
import { drawStrip, drawStripLive, drawStripSelection } from "../../../webview/draw/stripMap.js";
import { drawInspector } from "../../../webview/inspector/drawInspector.js";
import { inspectorTabs } from "../../../webview/inspector/index.js";
import { layoutScene } from "../../../webview/layout/layoutScene.js";
import { layoutSlots } from "../../../webview/layout/slots.js";
import { layoutStrip } from "../../../webview/layout/strip.js";
import { liveValuesOf } from "../../../webview/liveValues.js";
import { measureOf } from "../../../webview/measures.js";
import { recordedRun } from "../../support/recordedRun.js";
import { prettySvg } from "../../support/prettySvg.js";

const graph = buildGraph(googlenet);
const run = recordedRun({ steps: 60 }).reduce(reduce, initialRunState);
const later = recordedRun({ steps: 90 }).reduce(reduce, initialRunState);

function svgIn(body: HTMLElement) {
  return select(body).append("svg");
}

type Svg = ReturnType<typeof svgIn>;

function drawStage(svg: Svg, scope: string | null, state = run): void {
  const scene = layoutScene(graph, scope, 1000);
  drawStageScene(svg, { graph, scene, slots: layoutSlots(scene), label: "GoogLeNet" });
  drawStageSelection(svg, "b3/3a");
  drawStageLive(svg, liveValuesOf(state), measureOf("activation"));
}

function drawMap(svg: Svg): void {
  drawStrip(svg, layoutStrip(graph, 1000), graph);
  drawStripSelection(svg, "b3", "b3/3a");
  drawStripLive(svg, liveValuesOf(run), measureOf("activation"));
}

function htmlOf(svg: Svg): string {
  return prettySvg(svg.node()?.outerHTML ?? "");
}

const drawings: readonly (readonly [string, (svg: Svg) => void])[] = [
  [
    "block-3a",
    (svg) => {
      drawStage(svg, "b3/3a");
    },
  ],
  [
    "module-b1",
    (svg) => {
      drawStage(svg, "b1");
    },
  ],
  [
    "module-b3",
    (svg) => {
      drawStage(svg, "b3");
    },
  ],
  ["strip", drawMap],
  ...charts.map(
    (spec) =>
      [
        `chart-${spec.id}`,
        (svg: Svg) => {
          drawLineChart(svg, chartViewOf(spec, run, { width: 276, height: 132 }, 30).chart);
        },
      ] as const,
  ),
];

describe.each(drawings)("the drawing %s", (name, draw) => {
  it("is the kept one", async () => {
    const svg = svgIn(document.createElement("div"));
    draw(svg);
    await expect(htmlOf(svg)).toMatchFileSnapshot(`../../snapshots/${name}.svg`);
  });

  it("is the same when drawn twice", () => {
    const svg = svgIn(document.createElement("div"));
    draw(svg);
    const once = htmlOf(svg);
    draw(svg);
    expect(htmlOf(svg)).toBe(once);
  });
});

describe("another scope on the same stage", () => {
  it("leaves nothing of the one before", () => {
    const [changed, fresh] = [
      svgIn(document.createElement("div")),
      svgIn(document.createElement("div")),
    ];
    drawStage(changed, null);
    drawStage(changed, "b1");
    drawStage(changed, "b5/5b");
    drawStage(fresh, "b5/5b");
    expect(htmlOf(changed)).toBe(htmlOf(fresh));
  });
});

describe("a live update", () => {
  it("changes texts and attributes, and no structure", () => {
    const body = document.createElement("div");
    const svg = svgIn(body);
    drawStage(svg, null);
    const observer = new MutationObserver(() => undefined);
    observer.observe(body, { subtree: true, childList: true, attributes: true });
    drawStageLive(svg, liveValuesOf(later), measureOf("activation"));
    const records = observer.takeRecords();
    expect(records.length).toBeGreaterThan(100);
    for (const { addedNodes, removedNodes } of records) {
      for (const node of [...addedNodes, ...removedNodes]) {
        expect(node.nodeType).toBe(Node.TEXT_NODE);
      }
    }
  });

  it("touches nothing where nothing changed", () => {
    const body = document.createElement("div");
    const svg = svgIn(body);
    drawStage(svg, null);
    const observer = new MutationObserver(() => undefined);
    observer.observe(body, { subtree: true, childList: true, attributes: true });
    drawStageLive(svg, liveValuesOf(run), measureOf("activation"));
    expect(observer.takeRecords()).toEqual([]);
  });

  it("shows a number that could not be measured as none", () => {
    const svg = svgIn(document.createElement("div"));
    drawStage(svg, "b3/3a");
    const nodes = { "b3/3a/path2": { activation: null, dead: null, gradient: null } };
    drawStageLive(svg, liveValuesOf({ statistics: [{ step: 1, nodes }] }), measureOf("dead"));
    expect(svg.select('[data-value="b3/3a/path2 0"]').text()).toBe("–");
  });
});

describe.each(inspectorTabs)("the inspector's tab $id", ({ id }) => {
  const actions = { chooseTab: () => undefined, choose: () => undefined };

  it("draws every node, and the same twice", () => {
    const aside = select<HTMLElement, unknown>(document.createElement("aside"));
    const selection = select(aside.node() ?? document.body);
    for (const node of graph.nodes) {
      const inspected = { graph, node, live: liveValuesOf(run) };
      drawInspector(selection, inspected, id, actions);
      const once = selection.html();
      drawInspector(selection, inspected, id, actions);
      expect(selection.html()).toBe(once);
      expect(selection.select("h2").text()).not.toBe("");
    }
  });
});
