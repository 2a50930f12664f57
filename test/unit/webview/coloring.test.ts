import { signal } from "@preact/signals-core";
import { describe, expect, it } from "vitest";
import { buildGraph, type NetworkGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import type { NodeStatistics } from "../../../model/run/events.js";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { coloringSignalOf } from "../../../webview/stage/coloring.js";
import { rangeText } from "../../../webview/stage/rangeText.js";
import { coloringAge, liveAgeText } from "../../../webview/state/liveAge.js";
import { liveValuesOf, type LiveValues } from "../../../webview/state/liveValues.js";
import { colorings, measureOf } from "../../../webview/state/measures.js";
import { startedEvent } from "../../support/startedEvent.js";

const none = { activation: null, dead: null, gradient: null, energy: null };
const nothing: NodeStatistics = { ...none, weight: null, update: null };

/** Two layers have these activations, and a tenth of them as gradients. */
function liveOf(step: number, low: number, high: number) {
  const of = (activation: number): NodeStatistics => ({
    ...nothing,
    activation,
    gradient: activation / 10,
  });
  const nodes = { "b1/conv7x7": of(low), "b2/conv1x1": of(high) };
  return liveValuesOf({ statistics: [{ step, nodes }] });
}

function runOf(runId: string): RunState {
  const run = reduce(initialRunState, startedEvent());
  return run.started === null ? run : { ...run, started: { ...run.started, runId } };
}

function setUp() {
  const graph = signal<NetworkGraph | null>(buildGraph(googlenet));
  const run = signal(runOf("one"));
  const measure = signal("activation");
  const live = signal(liveOf(10, 0.001, 9));
  const all = signal<readonly LiveValues[]>([]);
  const colored = coloringSignalOf({ graph, run }, { measure }, { live, all });
  const ends = (): readonly (number | undefined)[] => [
    colored.value?.scale.from,
    colored.value?.scale.to,
  ];
  // A signal is worked out where somebody looks.
  expect(ends()).toEqual([0.001, 10]);
  live.value = liveOf(20, 0.3, 0.9);
  expect(ends()).toEqual([0.001, 10]);
  return { graph, run, measure, all, ends };
}

describe("the range of the colors only grows over one run, and begins anew", () => {
  it("with another run", () => {
    const { run, ends } = setUp();
    run.value = runOf("two");
    expect(ends()).toEqual([0.1, 1]);
  });

  it("with another coloring", () => {
    const { measure, ends } = setUp();
    measure.value = "gradient";
    expect(ends()).toEqual([0.01, 0.1]);
    measure.value = "activation";
    expect(ends()).toEqual([0.1, 1]);
  });

  it("but holds at once all moments that are looked through, and keeps them", () => {
    const { all, measure, ends } = setUp();
    all.value = [liveOf(1, 0.0003, 0.5), liveOf(2, 1, 40)];
    expect(ends()).toEqual([0.0002, 50]);
    all.value = [];
    expect(ends()).toEqual([0.0002, 50]);
    all.value = [liveOf(1, 0.0003, 0.5)];
    measure.value = "gradient";
    expect(ends()).toEqual([0.00002, 0.1]);
    measure.value = "dead";
    expect(ends()).toEqual([0, 1]);
  });

  it("with another network", () => {
    const { graph, ends } = setUp();
    graph.value = buildGraph(googlenet, [1, 64, 64]);
    expect(ends()).toEqual([0.1, 1]);
  });
});

describe("the legend", () => {
  it.each(colorings)("says what the ends of $id are", (coloring) => {
    const text = coloring.scale.isFixed
      ? "one scale for every run"
      : coloring.source === "static"
        ? "over this network"
        : "over this run so far";
    expect(rangeText(coloring)).toBe(text);
  });

  it("says of which step the numbers are, and of which the times", () => {
    const live = liveValuesOf({
      statistics: [{ step: 1320, nodes: {} }],
      timings: [{ step: 1300, nodes: {} }],
      losses: { step: 44, byPath: new Map() },
    });
    expect(liveAgeText(live)).toBe("numbers of step 1,320");
    expect(coloringAge(live, measureOf("activation"))).toEqual({
      text: "numbers of step 1,320",
      brief: "step 1,320",
    });
    expect(coloringAge(live, measureOf("time"))).toEqual({
      text: "times of step 1,300",
      brief: "step 1,300",
    });
    expect(coloringAge(live, measureOf("contribution")).brief).toBe("step 44");
    expect(coloringAge(liveValuesOf({ statistics: [] }), measureOf("contribution")).text).toBe("");
    expect(liveAgeText(liveValuesOf({ statistics: [] }))).toBe("");
  });
});
