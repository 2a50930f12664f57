import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import type { NodeStatistics } from "../../../model/run/events.js";
import { colorScaleOf, type ColorScale } from "../../../webview/state/colorScale.js";
import { liveValuesOf } from "../../../webview/state/liveValues.js";
import { colorings, measureOf, type Range } from "../../../webview/state/measures.js";

const graph = buildGraph(googlenet);
const unknown = { activation: null, dead: null, gradient: null };
const none: NodeStatistics = { ...unknown, energy: null, weight: null, update: null };

/** Of activations on the layers of the first path. */
function scaleOver(values: readonly number[], kept: Range | null = null): ColorScale {
  const layers = graph.nodes.filter(({ layer }) => layer !== undefined);
  const nodes = Object.fromEntries(
    values.map((activation, index) => [layers[index]!.id, { ...none, activation }]),
  );
  const live = liveValuesOf({ statistics: [{ step: 1, nodes }] });
  return colorScaleOf(measureOf("activation"), graph, live, kept);
}

const endsOf = ({ from, to }: Range): readonly number[] => [from, to];
const nothing = liveValuesOf({ statistics: [] });

describe("the colors of a measure", () => {
  it.each([
    [
      [0.037, 0.92],
      [0.02, 1],
    ],
    // At least a decade, so that a small difference is no strong one.
    [
      [0.5, 0.5],
      [0.1, 1],
    ],
    [
      [1, 10],
      [1, 10],
    ],
    // Nothing is compared with what is next to nothing.
    [
      [1e-30, 3],
      [2e-6, 5],
    ],
    [[], [1e-3, 10]],
  ])("run over the values of now, to round ends: %j", (values, ends) => {
    expect(endsOf(scaleOver(values))).toEqual(ends);
  });

  it("stand still while values waver, and only grow where they leave the range", () => {
    const first = scaleOver([0.021, 0.9]);
    expect(endsOf(scaleOver([0.049, 0.51], first.seen))).toEqual(endsOf(first));
    expect(endsOf(scaleOver([0.019, 0.9], first.seen))).toEqual([0.01, 1]);
    expect(endsOf(scaleOver([0.021, 1.1], first.seen))).toEqual([0.02, 2]);
    const wide = scaleOver([1e-4, 10]);
    expect(endsOf(scaleOver([0.3, 0.9], wide.seen))).toEqual([1e-4, 10]);
    expect(endsOf(scaleOver([], first.seen))).toEqual(endsOf(first));
  });

  it("keep nothing of the range that stands before there are values", () => {
    const before = scaleOver([]);
    expect(before.seen).toBeNull();
    expect(endsOf(scaleOver([0.021, 0.9], before.seen))).toEqual([0.02, 1]);
  });

  it("give way below where a wider range would tell nothing apart", () => {
    const lost = scaleOver([1, 1e9], scaleOver([0.021, 0.9]).seen);
    expect(endsOf(lost)).toEqual([1e3, 1e9]);
  });

  it("mean the same at every time where a value does", () => {
    const kept = { from: 0.5, to: 0.6 };
    expect(endsOf(colorScaleOf(measureOf("dead"), graph, nothing, kept))).toEqual([0, 1]);
  });

  it("tell small from large parameters and an eighth of dead channels from none", () => {
    const parameters = colorScaleOf(measureOf("parameters"), graph, nothing);
    const steps = parameters.fraction(110_720) - parameters.fraction(3088);
    expect(steps).toBeGreaterThan(0.4);
    const dead = colorScaleOf(measureOf("dead"), graph, nothing);
    expect(dead.fraction(0)).toBe(0);
    expect(dead.fraction(0.12)).toBeGreaterThan(0.3);
  });

  it("are none of what cannot be drawn on a logarithmic scale", () => {
    const scale = scaleOver([0.037, 0.92]);
    expect([scale.fraction(0), scale.fraction(-1), scale.fraction(1e9)]).toEqual([0, 0, 1]);
  });
});

describe.each(colorings)("the legend of $id", (measure) => {
  it("has three to five values that rise from one end to the other, apart enough to be read", () => {
    const { ticks, fraction } = colorScaleOf(measure, graph, nothing);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.length).toBeLessThanOrEqual(5);
    const places = ticks.map(fraction);
    expect([places[0], places.at(-1)]).toEqual([0, 1]);
    const gaps = places.slice(1).map((place, index) => place - places[index]!);
    expect(Math.min(...gaps)).toBeGreaterThan(0.15);
    expect(new Set(ticks.map(measure.tick)).size).toBe(ticks.length);
  });

  it("explains the measure", () => {
    expect(measure.explanation.length).toBeGreaterThan(40);
  });
});

describe("a legend", () => {
  it.each([
    [0.2, 2],
    [0.5, 20],
    [0.005, 0.2],
    [1, 1000],
    [1e-5, 5],
    [1e3, 1e6],
    [5, 1000],
  ])("from %f to %f has three to five values", (from, to) => {
    const { ticks } = scaleOver([from, to]);
    expect(endsOf({ from: ticks[0]!, to: ticks.at(-1)! })).toEqual([from, to]);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.length).toBeLessThanOrEqual(5);
  });
});
