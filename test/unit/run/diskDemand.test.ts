import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { elementCount } from "../../../model/network/layers.js";
import { buildProgram } from "../../../model/program/build.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import { diskDemand } from "../../../model/run/diskDemand.js";
import { options } from "../../../model/run/options.js";
import { roughBytes } from "../../../model/run/roughBytes.js";
import { recipeOf } from "../../../model/training/recipeOf.js";

const graph = buildGraph(googlenet);
/** Of one epoch. */
const lengthOf = (steps: number) => ({
  ...{ stepsPerEpoch: Math.max(1, steps), totalSteps: steps, testExamples: 0 },
});
const quiet = { statisticsEvery: 0, histogramsEvery: 0 };

describe("what a run takes on disk", () => {
  // SAFETY: the choices of the option are its values.
  it.each(Object.keys(options.optimizer.is.choices) as RunConfig["optimizer"][])(
    "is three checkpoints of the state with %s, and one more",
    (optimizer) => {
      for (const averageOver of [null, 100]) {
        const config = { ...defaultRunConfig(), ...quiet, optimizer, averageOver };
        const { state } = buildProgram(graph, { height: 28, width: 28 }, recipeOf(config));
        const bytes = state.reduce((sum, { shape }) => sum + 4 * elementCount(shape), 0);
        expect(diskDemand(graph, config, lengthOf(0)) / (4 * bytes)).toBeCloseTo(1, 2);
      }
    },
  );

  it("grows with the steps and with what is measured of them", () => {
    const config = { ...defaultRunConfig(), ...quiet };
    const of = (changes: Partial<RunConfig>, steps: number): number =>
      diskDemand(graph, { ...config, ...changes }, lengthOf(steps));
    expect(of({}, 1000)).toBeGreaterThan(of({}, 0));
    expect(of({ statisticsEvery: 10 }, 1000)).toBeGreaterThan(of({}, 1000));
    expect(of({ statisticsEvery: 5 }, 1000)).toBeGreaterThan(of({ statisticsEvery: 10 }, 1000));
    expect(of({ histogramsEvery: 50 }, 1000)).toBeGreaterThan(of({}, 1000));
  });

  it("grows with the moments whose weights are kept, a byte a number, up to a dozen", () => {
    const config = { ...defaultRunConfig(), ...quiet };
    const of = (epochs: number, testExamples = 0): number =>
      diskDemand(graph, config, { stepsPerEpoch: 10, totalSteps: 10 * epochs, testExamples });
    const recorded = of(101) - of(100);
    expect(of(3) - of(2) - recorded).toBeCloseTo(graph.parameters, 0);
    expect(of(200) - of(12) - 188 * recorded).toBeCloseTo(0, 0);
    // What an evaluation made of each example takes six bytes.
    expect(of(3, 1e4) - of(3)).toBe(3 * 6e4);
    expect(of(200, 1e4) - of(200)).toBe(13 * 6e4);
  });

  it("is told in a few signs", () => {
    expect([1, 1.26e6, 96.6e6, 555e6, 1.44e9, 12.3e9].map(roughBytes)).toEqual([
      ...["1 MB", "1.3 MB", "97 MB", "560 MB", "1.4 GB", "12.3 GB"],
    ]);
  });
});
