// @vitest-environment jsdom
import { select } from "d3";
import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { drawStageLive, drawStageScene, selectSeen } from "../../../webview/draw/stageScene.js";
import { overlaps, type Box } from "../../../webview/layout/box.js";
import { layoutScene } from "../../../webview/layout/layoutScene.js";
import type { Detail } from "../../../webview/layout/detail.js";
import type { Sight } from "../../../webview/layout/sight.js";
import { layoutSlots } from "../../../webview/layout/slots.js";
import { compact } from "../../../webview/layout/sizes.js";
import { liveValuesOf } from "../../../webview/state/liveValues.js";
import type { PathLosses } from "../../../webview/state/pathLosses.js";
import { measureOf } from "../../../webview/state/measures.js";
import { timingsEvent } from "../../support/inspectorData.js";
import { readingOf } from "../../support/reading.js";
import { recordedRun } from "../../support/recordedRun.js";

const graph = buildGraph(googlenet);
const run = [...recordedRun({ steps: 60 }), timingsEvent(50)].reduce(reduce, initialRunState);
const later = recordedRun({ steps: 90 }).reduce(reduce, initialRunState);
const scene = layoutScene(graph, null, 1000);
const slots = layoutSlots(scene);

interface Drawing {
  readonly state?: RunState;
  readonly sight?: Sight | null;
  readonly measure?: string;
}

function svgOfRun(drawing: Drawing = {}) {
  const svg = select(document.createElement("div")).append("svg");
  drawStageScene(svg, { graph, scene, slots, label: "GoogLeNet" });
  update(svg, drawing);
  return svg;
}

type Svg = ReturnType<typeof svgOfRun>;

function update(svg: Svg, { state = run, sight = null, measure = "activation" }: Drawing): void {
  drawStageLive(selectSeen(svg, sight), readingOf(graph, state, measure));
}

describe("the number that a person chose", () => {
  const losses: PathLosses = {
    step: 60,
    byPath: new Map([
      ["b3/3a/path1", 0.034],
      ["b3/3a/path2", 0.513],
      ["b3/3a/path3", -0.002],
    ]),
  };

  /** What is written of a node in a picture whose cards show maps, by what colors it. */
  function writtenOf(node: string, measure: string, maps: "beside" | undefined): readonly string[] {
    const svg = select(document.createElement("div")).append("svg");
    const plain = layoutScene(graph, "b3", 1000, { sizes: compact });
    const picture = maps === undefined ? plain : { ...plain, maps };
    drawStageScene(svg, { graph, scene: picture, slots: layoutSlots(picture), label: "b3" });
    const reading = readingOf(graph, run, measure);
    const live = liveValuesOf({ ...run, losses });
    drawStageLive(selectSeen(svg, null), { ...reading, live });
    const texts = svg.selectAll<SVGTextElement, unknown>(`[data-value^="${node} "]`).nodes();
    return texts.map(({ textContent }) => textContent.replaceAll(/\s+/gu, " ").trim());
  }

  it("stands on the path where its cards show maps, before what has room beside it", () => {
    expect(writtenOf("b3/3a/path2", "contribution", "beside")[0]).toMatch(/^↓ 51% a .+ † [^∇]+$/u);
    expect(writtenOf("b3/3a/path3", "contribution", "beside")[0]).toMatch(/^↓ −0\.2% a /u);
    expect(writtenOf("b3/3a/path2", "parameters", "beside")[0]).toMatch(/^P 129K a /u);
    // It was not asked for this one, and a headline has it anyway.
    const usual = /^a .+ † .+ ∇ .+$/u;
    expect(writtenOf("b3/3a/path4", "contribution", "beside")[0]).toMatch(usual);
    expect(writtenOf("b3/3a/path2", "gradient", "beside")[0]).toMatch(usual);
  });

  it("stands on the cards where there are none", () => {
    expect(writtenOf("b3/3a/path2/conv3x3", "contribution", undefined)).toEqual(["51%"]);
    expect(writtenOf("b3/3a/path2", "contribution", undefined)[0]).toMatch(/^a .+ † .+ ∇ .+$/u);
  });

  it("is no dash on a block, which is never asked for", () => {
    expect(writtenOf("b3/3a", "contribution", "beside")[1]).toBe("");
    expect(writtenOf("b3/3a", "parameters", "beside")[1]).toMatch(/^P \d+K$/u);
  });
});

describe("a live update of what is seen", () => {
  const whole = { x: 0, y: 0, width: scene.width, height: scene.height };
  const cornerOf = ({ x, y }: Box): Box => ({
    x,
    y,
    width: whole.width / 3,
    height: whole.height / 3,
  });

  /** The ids of the numbers and histories that a second update changes. */
  function changed(sight: Sight): ReadonlySet<string> {
    const svg = svgOfRun();
    const observer = new MutationObserver(() => undefined);
    observer.observe(svg.node()!, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    update(svg, { state: later, sight });
    return new Set(
      observer.takeRecords().flatMap(({ target }) => {
        const mark = target instanceof Element ? target : target.parentElement;
        return mark instanceof SVGElement
          ? [mark.dataset["value"] ?? "", mark.dataset["spark"] ?? ""]
          : [];
      }),
    );
  }

  it("writes no number and no history that the zoom hides", () => {
    for (const detail of ["none", "far", "near"] as const satisfies readonly Detail[]) {
      const ids = changed({ part: whole, detail });
      expect(ids.has("b3/3a/path1 all")).toBe(detail === "near");
      expect(ids.has("b3/3a/path1")).toBe(false);
    }
    expect(changed({ part: whole, detail: "close" }).has("b3/3a/path1")).toBe(true);
  });

  it("leaves out what is outside of the window, and only that", () => {
    const part = cornerOf(whole);
    const ids = changed({ part, detail: "close" });
    const outside = slots.values.filter(({ box }) => !overlaps(part, box));
    expect(outside.filter(({ id }) => ids.has(id))).toEqual([]);
    expect(ids.has("b1/conv7x7 chosen")).toBe(true);
  });

  it("is completed where it comes into view", () => {
    const [inParts, atOnce] = [svgOfRun(), svgOfRun()];
    update(atOnce, { state: later });
    update(inParts, { state: later, sight: { part: cornerOf(whole), detail: "none" } });
    expect(inParts.html()).not.toBe(atOnce.html());
    update(inParts, { state: later, sight: { part: whole, detail: "close" } });
    expect(inParts.html()).toBe(atOnce.html());
  });
});

describe("a bar of shares that is empty", () => {
  const block = "b3/3a";
  const textsOf = (gradient: number | null): readonly string[] => {
    const newest = run.statistics.at(-1)!;
    const nodes = Object.fromEntries(
      Object.entries(newest.nodes).map(([id, values]) => [id, { ...values, gradient }]),
    );
    const state = { ...run, statistics: [{ ...newest, nodes }] };
    const svg = select(document.createElement("div")).append("svg");
    const close = layoutScene(graph, block, 1000);
    drawStageScene(svg, { graph, scene: close, slots: layoutSlots(close), label: "3a" });
    update(svg, { state });
    return svg
      .selectAll<SVGTextElement, unknown>(`[data-share-of^="${block}/"][data-share-of$="gradient"]`)
      .nodes()
      .map((text) => text.textContent);
  };

  it("says why: no path has any, or none was measured", () => {
    expect(textsOf(0.1)).toEqual(["25.0\u00A0%", "25.0\u00A0%", "25.0\u00A0%", "25.0\u00A0%"]);
    expect(textsOf(0)).toEqual(["", "", "all 0", ""]);
    expect(textsOf(null)).toEqual(["", "", "–", ""]);
  });
});

describe("the time per step", () => {
  const time = measureOf("time");
  const card = "b3/3a/path3/conv5x5";
  it("is that of both passes, forward and backward", () => {
    const times = run.timings.at(-1)?.nodes[card];
    const text = svgOfRun({ measure: "time" }).select(`[data-value="${card} chosen"]`).text();
    expect(Number(text)).toBeCloseTo((times?.forward ?? 0) + (times?.backward ?? 0), 2);
  });

  it("is unknown before the first timings", () => {
    const svg = svgOfRun({ state: later, measure: "time" });
    expect(svg.select(`[data-value="${card} chosen"]`).text()).toBe("–");
    const bar = svg.select(`[data-meter="${card}"]`);
    expect(bar.attr("x2")).toBe(bar.attr("x1"));
    expect(svg.select(`[data-id="${card}"] rect.heat`).attr("style")).toBeFalsy();
    expect(
      svg
        .selectAll<SVGPathElement, unknown>("path.spark")
        .nodes()
        .every((spark) => spark.getAttribute("d") === ""),
    ).toBe(true);
  });

  it("is told in milliseconds", () => {
    expect(time.unit).toBe("ms");
    expect(time.format(12.345)).toBe("12.3\u00A0ms");
    expect(time.format(null)).toBe("–");
  });
});
