import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { engines } from "../../../model/engine/index.js";
import { wasm } from "../../../model/engine/wasm/engine.js";
import { Reference } from "../../../model/engine/reference/reference.js";
import expected from "../../../model/engine/verify/expected.json" with { type: "json" };
import { thinDataset, thinGoogLeNet, thinState } from "../../../model/engine/verify/thinNetwork.js";
import { learningRate, verifyEngine } from "../../../model/engine/verify/verify.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { ends } from "../../../model/program/program.js";
import { environmentAt } from "../../support/environment.js";

const environment = environmentAt(fileURLToPath(new URL("../../..", import.meta.url)));

describe("the stored reference of an independent program", () => {
  it("is what the float64 reference computes, to ten digits", () => {
    const program = buildProgram(buildGraph(thinGoogLeNet), thinDataset.train);
    const reference = new Reference(program, thinDataset.train);
    for (const [id, values] of thinState(program.state).tensors) reference.write(id, values);
    const step = [program.forward, program.backward, program.statistics, program.update].flat();
    for (const { loss, gradientNorm } of expected.steps) {
      reference.run(step, [0, 1, 2, 3], { rate: learningRate, step: 1 });
      const scalar = (id: string): number => reference.read(id).data[0] ?? NaN;
      const norms = program.statisticsOf.flatMap(({ gradient }) =>
        gradient === null ? [] : [scalar(gradient)],
      );
      expect(scalar(ends.loss)).toBeCloseTo(loss, 9);
      expect(Math.hypot(...norms) / gradientNorm).toBeCloseTo(1, 9);
    }
  });
});

/** WebGPU is verified in tests of its own, which bring it a GPU in software. */
const everywhere = engines.filter(({ id }) => id !== "webgpu");

describe("verifyEngine", () => {
  it.each(everywhere.map((engine) => [engine.id, engine] as const))(
    "finds that %s computes what the reference says",
    async (_, engine) => {
      const { isCorrect, deviation } = await verifyEngine(engine, environment);
      expect(isCorrect).toBe(true);
      expect(deviation).toBeGreaterThan(0);
    },
  );

  it("finds an engine out that learns at another rate", async () => {
    const engine = wasm;
    const wrong: typeof engine = {
      ...engine,
      async open(...args) {
        const session = await engine.open(...args);
        const step = session.step.bind(session);
        session.step = (indices, { rate, ...input }, measurement) =>
          step(indices, { rate: rate * 1.1, ...input }, measurement);
        return session;
      },
    };
    expect((await verifyEngine(wrong, environment)).isCorrect).toBe(false);
  });
});
