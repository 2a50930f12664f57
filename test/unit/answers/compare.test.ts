import { beforeAll, describe, expect, it } from "vitest";
import { compareLosses } from "../../../model/answers/compare/compareLosses.js";
import { firstLosses } from "../../../model/answers/compare/firstLosses.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import { environmentAt } from "../../support/environment.js";
import { buildWasm } from "../../support/wasm.js";

let root: string;
beforeAll(async () => {
  root = await buildWasm();
});

describe("compareLosses", () => {
  const reference = { engine: "a", losses: [2, 4] };

  it("tells how far each engine is from the first, step by step", () => {
    const { others, deviation } = compareLosses(reference, [
      { engine: "b", losses: [2, 4] },
      { engine: "c", losses: [2.02, 3] },
    ]);
    expect(others).toEqual([
      { engine: "b", deviations: [0, 0] },
      { engine: "c", deviations: [expect.closeTo(0.01), 0.25] },
    ]);
    expect(deviation).toBe(0.25);
  });

  it("does not take a lost loss, or one that is missing, for the same", () => {
    for (const losses of [[2, NaN], [2]]) {
      const { deviation } = compareLosses(reference, [{ engine: "b", losses }]);
      expect(deviation).toBeNaN();
    }
  });
});

describe("firstLosses", () => {
  it("are those of a run's first steps, the same for the same seed", async () => {
    const config: RunConfig = {
      ...{ ...defaultRunConfig(), engine: "wasm", batchSize: 2, maxSteps: 2 },
      inputSize: [28, 28],
    };
    const { signal } = new AbortController();
    const surroundings = { environment: environmentAt(root), signal, log: () => undefined };
    const lossesOf = async (seed: number): Promise<readonly number[]> => {
      const losses: number[] = [];
      const steps = firstLosses({ ...config, seed }, "", surroundings);
      for await (const loss of steps) losses.push(loss);
      return losses;
    };
    const losses = await lossesOf(1);
    expect(losses).toHaveLength(2);
    expect(await lossesOf(1)).toEqual(losses);
    expect(await lossesOf(2)).not.toEqual(losses);
  });
});
