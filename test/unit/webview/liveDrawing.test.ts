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
