// @vitest-environment jsdom
import { select } from "d3";
import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { drawMinimap, drawMinimapView } from "../../../webview/draw/minimap.js";
import {
  drawStageLive,
  drawStageScene,
  drawStageSelection,
  selectSeen,
} from "../../../webview/draw/stageScene.js";
import { drawStrip, drawStripLive, drawStripSelection } from "../../../webview/draw/stripMap.js";
import { layoutScene } from "../../../webview/layout/layoutScene.js";
import { plain, snug } from "../../../webview/layout/sizes.js";
import { layoutSlots } from "../../../webview/layout/slots.js";
import { layoutStrip, slimStrip, tallStrip } from "../../../webview/layout/strip.js";
import { answerTo } from "../../../webview/state/whatIf.js";
import { readingOf } from "../../support/reading.js";
import { recordedRun } from "../../support/recordedRun.js";
import { timingsEvent } from "../../support/inspectorData.js";
import { prettySvg } from "../../support/prettySvg.js";

const graph = buildGraph(googlenet);
const run = [...recordedRun({ steps: 60 }), timingsEvent(50)].reduce(reduce, initialRunState);
const later = recordedRun({ steps: 90 }).reduce(reduce, initialRunState);

function svgIn(body: HTMLElement) {
  return select(body).append("svg");
}

type Svg = ReturnType<typeof svgIn>;

function drawStage(svg: Svg, scope: string | null, state = run): void {
  const scene = layoutScene(graph, scope, 1000);
  drawStageScene(svg, { graph, scene, slots: layoutSlots(scene), label: "GoogLeNet" });
  drawStageSelection(svg, "b3/3a");
  drawStageLive(selectSeen(svg, null), readingOf(graph, state));
}

function drawMap(svg: Svg, sizes = tallStrip): void {
  drawStrip(svg, layoutStrip(graph, 1000, sizes), graph);
  drawStripSelection(svg, "b3", "b3/3a");
  drawStripLive(svg, readingOf(graph, run));
}

function barLength(svg: Svg, id: string): number {
  const bar = svg.select(`[data-meter="${id}"]`);
  return Number(bar.attr("x2")) - Number(bar.attr("x1"));
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
  [
    "block-3a-without-reductions",
    (svg) => {
      const asked = answerTo(googlenet, [1, 32, 32], { inputSize: 32, unreduced: ["b3/3a"] });
      const changed = asked.graph!;
      const scene = layoutScene(changed, "b3/3a", 1000);
      const picture = { graph: changed, scene, slots: layoutSlots(scene), label: "GoogLeNet" };
      drawStageScene(svg, { ...picture, point: "b3/3a/path4/pool" });
      drawStageLive(selectSeen(svg, null), readingOf(changed, { statistics: [] }, "parameters"));
    },
  ],
  [
    "block-3a-snug",
    (svg) => {
      const scene = layoutScene(graph, "b3/3a", 1000, { sizes: snug });
      drawStageScene(svg, { graph, scene, slots: layoutSlots(scene), label: "GoogLeNet" });
      drawStageLive(selectSeen(svg, null), readingOf(graph, run));
    },
  ],
  [
    "block-3a-plain",
    (svg) => {
      const scene = layoutScene(graph, "b3/3a", 1000, { sizes: plain });
      drawStageScene(svg, { graph, scene, slots: layoutSlots(scene), label: "GoogLeNet" });
      drawStageLive(selectSeen(svg, null), readingOf(graph, run));
    },
  ],
  [
    "folded",
    (svg) => {
      const scene = layoutScene(graph, null, 700, {
        folded: new Set(["b1", "b3/3a", "b4", "b5"]),
      });
      drawStageScene(svg, { graph, scene, slots: layoutSlots(scene), label: "GoogLeNet" });
      drawStageLive(selectSeen(svg, null), readingOf(graph, run));
    },
  ],
  [
    "minimap",
    (svg) => {
      drawMinimap(svg, layoutScene(graph, "b3", 1000));
      drawMinimapView(svg, { x: 10, y: 20, width: 100, height: 50 });
    },
  ],
  [
    "strip",
    (svg) => {
      drawMap(svg);
    },
  ],
  [
    "strip-slim",
    (svg) => {
      drawMap(svg, slimStrip);
    },
  ],
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
    drawStageLive(selectSeen(svg, null), readingOf(graph, later));
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
    drawStageLive(selectSeen(svg, null), readingOf(graph, run));
    expect(observer.takeRecords()).toEqual([]);
  });

  it("shows a number that could not be measured as none", () => {
    const svg = svgIn(document.createElement("div"));
    drawStage(svg, "b3/3a");
    const unknown = { activation: null, dead: null, gradient: null };
    const none = { ...unknown, energy: null, weight: null, update: null };
    const wild = { ...none, activation: Number.NaN, gradient: Number.POSITIVE_INFINITY };
    const nodes = { "b3/3a/path2": none, "b3/3a/path3": wild, "b3/3a/path3/conv1x1": wild };
    drawStageLive(
      selectSeen(svg, null),
      readingOf(graph, { statistics: [{ step: 1, nodes }] }, "gradient"),
    );
    for (const id of ["path2 0", "path3 0", "path3 2", "path3/conv1x1 2"]) {
      expect(svg.select(`[data-value="b3/3a/${id}"]`).text(), id).toBe("–");
    }
    expect(barLength(svg, "b3/3a/path3/conv1x1")).toBe(0);
    expect(htmlOf(svg)).not.toMatch(/NaN|Infinity/);
  });
});

describe("the bars of what the paths contribute", () => {
  it("fill up, and say their shares", () => {
    const svg = svgIn(document.createElement("div"));
    drawStage(svg, "b3/3a");
    for (const of of ["energy", "gradient"]) {
      const track = svg.select(`rect.share-track`);
      const [start, height] = ["y", "height"].map((name) => Number(track.attr(name)));
      // Each bar reaches to the end of the track; the next one covers the rest of it.
      const bars = svg.selectAll<SVGLineElement, unknown>(`[data-share$="${of}"]`).nodes();
      const tops = bars.map((bar) => Number(bar.getAttribute("y1")));
      const ends = bars.map((bar) => Number(bar.getAttribute("y2")));
      for (const end of ends) expect(end).toBeCloseTo((start ?? 0) + (height ?? 0), 1);
      expect(tops[0]).toBe(start);
      const lengths = [...tops.slice(1), ends[0] ?? 0].map(
        (end, index) => end - (tops[index] ?? 0),
      );
      const texts = svg.selectAll<SVGTextElement, unknown>(`[data-share-of$="${of}"]`).nodes();
      const shares = texts.map((text) => Number.parseFloat(text.textContent));
      for (const [index, share] of shares.entries()) {
        expect(lengths[index]).toBeCloseTo(((height ?? 0) * share) / 100, 0);
      }
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
    }
  });

  it("say them in words when the mouse asks", () => {
    const svg = svgIn(document.createElement("div"));
    drawStage(svg, "b3/3a");
    const track = svg.select<SVGRectElement>("rect.share-track");
    expect(track.select("title").empty()).toBe(true);
    for (let time = 0; time < 2; time++) track.node()?.dispatchEvent(new Event("pointerenter"));
    expect(track.selectAll("title").size()).toBe(1);
    expect(track.select("title").text()).toMatch(/energy: path 1 \d+/);
  });
});
