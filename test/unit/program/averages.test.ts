import { describe, expect, it } from "vitest";
import { averaged } from "../../../model/program/averages.js";
import { plainDescent } from "../../../model/program/recipe.js";
import { normalizedNetwork } from "../../support/normalizedNetwork.js";
import { referenceOf, trainedNetwork } from "../../support/trainedNetwork.js";

const network = trainedNetwork(normalizedNetwork, { ...plainDescent, averageOver: 2 });
const { program, initial } = network;
const indices = [0, 1, 2, 3, 4];

/** All of the state after each of some steps. */
function statesAfter(steps: number): readonly ReadonlyMap<string, Float32Array>[] {
  const reference = referenceOf(network);
  return Array.from({ length: steps }, (_, index) => {
    const list = [program.forward, program.backward, program.update].flat();
    reference.run(list, indices, { rate: 0.1, step: index + 1 });
    return new Map(program.state.map(({ id }) => [id, Float32Array.from(reference.read(id).data)]));
  });
}

describe("the mean of the last weights", () => {
  const isMean = (id: string): boolean => id.endsWith("/average");
  const means = program.state.filter(({ id }) => isMean(id));

  it("is of each weight and of the running statistics", () => {
    const others = program.state.filter(({ id }) => !isMean(id));
    expect(means.map(({ id }) => id)).toEqual(others.map(({ id }) => `${id}/average`));
    expect(others.some(({ id }) => id.endsWith("/variance"))).toBe(true);
  });

  it("is the weight after the first step, and then goes a share of the way to it", () => {
    const states = statesAfter(3);
    for (const { id: mean } of means) {
      const of = mean.slice(0, -"/average".length);
      const at = (step: number, id: string): readonly number[] => [...states[step - 1]!.get(id)!];
      expect(at(1, mean)).toEqual(at(1, of));
      // In a run of so few steps it is no mean over two, but of as good as the last.
      for (const [step, share] of [
        [2, 10 / 11],
        [3, 10 / 12],
      ] as const) {
        const expected = at(step, of).map((value, index) => {
          const before = at(step - 1, mean)[index]!;
          return expect.closeTo(before + share * (value - before), 5) as number;
        });
        expect(at(step, mean)).toEqual(expected);
      }
    }
  });

  it("is in place of what it is of in an evaluation, and nothing else changes", () => {
    const tensors = statesAfter(2).at(-1)!;
    const evaluated = averaged({ tensors, lossScale: null });
    for (const { id } of program.state) {
      expect(evaluated?.tensors.get(id)).toBe(tensors.get(isMean(id) ? id : `${id}/average`));
    }
    expect(averaged({ tensors: new Map([...initial].slice(0, 1)), lossScale: null })).toBeNull();
  });
});
