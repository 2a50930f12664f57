import { describe, expect, it } from "vitest";
import { buildGraph } from "../../model/network/graph.js";
import { scoresOf } from "../../model/network/scores.js";
import { withoutNormalization } from "../../model/network/withoutNormalization.js";
import { askedProgram } from "../../model/program/askedProgram.js";
import { foldNormalization } from "../../model/program/foldNormalization.js";
import { networks } from "../../model/network/index.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { publishedForm } from "./publishedForm.js";
import type { EngineUnderTest } from "./engineSuite.js";
import { parities, thinStepOf, type Parity } from "./parity.js";

/** So high that what is taken off a parameter outgrows the parameter, whose digits it would share. */
const rate = 1000;

/** The largest difference of a gradient's norm, and of its sum along a sine, as a share of its norm. */
export function gradientError(
  gradients: ReadonlyMap<string, Iterable<number>>,
  { gradients: expected }: Parity["thin"],
): number {
  const largest = Math.max(...Object.values(expected).map(([norm]) => norm));
  const errors = Object.entries(expected).map(([id, [norm, along]]) => {
    const own = [...(gradients.get(id) ?? [])];
    const ownNorm = Math.hypot(...own);
    const ownAlong = own.reduce((sum, slope, place) => sum + slope * Math.sin(0.3 * place), 0);
    // A small one is a difference of large ones behind a normalization, and has their rounding.
    const whole = Math.max(norm, 0.01 * largest);
    return Math.max(Math.abs(ownNorm - norm), Math.abs(ownAlong - along)) / whole;
  });
  return Math.max(...errors);
}

const all = networks.map(publishedForm);
const isDeep = (spec: NetworkSpec): boolean =>
  buildGraph(spec).nodes.filter(({ layer }) => layer !== undefined).length > 100;

/**
 * Each kind of their layers is in shallower networks too. TensorFlow takes seconds to prepare a graph of so many
 * operations, whatever their size.
 */
export const deepNetworks = all.filter(isDeep);
export const shallowNetworks = all.filter((spec) => !isDeep(spec));

/** One step of every network in a thin form: its loss and gradients are PyTorch's. */
export function testParity(engine: EngineUnderTest, specs = all): void {
  describe(`${engine.title}'s step`, () => {
    it.each(specs)("is PyTorch's for a thin $id", async (spec) => {
      const { thin } = parities[spec.id]!;
      const { program, dataset, initial } = thinStepOf(spec, thin);
      const options = { program, dataset, precision: "float32", batchSize: 3 } as const;
      const session = await engine.open(options);
      session.writeState({ tensors: initial, lossScale: null });
      const { loss } = await session.step(Int32Array.of(0, 1, 2), { rate, step: 1 });
      const { tensors } = await session.readState();
      session.close();
      expect(loss).toBeCloseTo(thin.loss, 4);
      const gradients = new Map(
        program.parameters.map(({ id }) => [id, slopeOf(initial.get(id), tensors.get(id))]),
      );
      expect(gradientError(gradients, thin)).toBeLessThan(1e-3);
    });
  });
}

/** The scores of every network in use, in a thin form whose normalizations are folded in, are PyTorch's. */
export function testUsedParity(engine: EngineUnderTest, specs = all): void {
  describe(`${engine.title}, asked for scores,`, () => {
    it.each(specs)("gives PyTorch's for a thin $id", async (spec) => {
      const { thin } = parities[spec.id]!;
      const { program: trained, dataset, initial } = thinStepOf(spec, thin);
      const graph = buildGraph(withoutNormalization(trained.graph.spec));
      const scores = scoresOf(graph);
      const program = askedProgram(graph, dataset.test, [scores]);
      const options = { program, dataset, precision: "float32", batchSize: 3 } as const;
      const session = await engine.open(options);
      const tensors = foldNormalization(trained.graph, initial);
      session.writeState({ tensors, lossScale: null });
      const answered = (await session.ask(dataset.test)).get(scores) ?? [];
      session.close();
      const expected = thin.used.flat();
      const largest = Math.max(...expected.map(Math.abs), 1);
      const errors = expected.map((score, place) => Math.abs(score - (answered[place] ?? NaN)));
      expect(Math.max(...errors) / largest).toBeLessThan(1e-5);
    });
  });
}

/** What plain descent took off a parameter, by its rate. */
function slopeOf(before: ArrayLike<number> = [], after: ArrayLike<number> = []): Float64Array {
  return Float64Array.from(before, (value, place) => (value - (after[place] ?? NaN)) / rate);
}
