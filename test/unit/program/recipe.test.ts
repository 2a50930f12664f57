import { describe, expect, it } from "vitest";
import type { Reference } from "../../../model/engine/reference/reference.js";
import { accesses } from "../../../model/program/accesses.js";
import { ends } from "../../../model/program/program.js";
import { plainDescent, type Recipe } from "../../../model/program/recipe.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";
import { referenceOf, trainedNetwork, type TrainedNetwork } from "../../support/trainedNetwork.js";

const indices = [0, 1, 2, 3, 4];
const rate = 0.1;

const by = (recipe: Partial<Recipe>): TrainedNetwork =>
  trainedNetwork(tinyNetwork, { ...plainDescent, ...recipe });

/** After so many steps on one batch. */
function stepped({ steps = 1, ...recipe }: Partial<Recipe> & { readonly steps?: number }): {
  readonly network: TrainedNetwork;
  readonly reference: Reference;
} {
  const network = by(recipe);
  const { forward, backward, update, state } = network.program;
  const reference = referenceOf(network);
  for (const { id, shape } of state.slice(network.program.parameters.length)) {
    reference.write(id, new Float64Array(shape.reduce((product, side) => product * side, 1)));
  }
  for (let step = 1; step <= steps; step++) {
    reference.run([forward, backward, update].flat(), indices, { rate, step });
  }
  return { network, reference };
}

const weightsOf = ({ network, reference }: ReturnType<typeof stepped>) =>
  new Map(network.program.parameters.map(({ id }) => [id, [...reference.read(id).data]]));
const close = (values: readonly number[], digits = 12) =>
  values.map((value) => expect.closeTo(value, digits) as number);

const momentum = (share: number, isNesterov = false): Recipe["optimizer"] => ({
  ...{ kind: "momentum", momentum: share, isNesterov },
});
const adamw: Recipe["optimizer"] = { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 1e-30 };

describe("momentum", () => {
  it.each([false, true])("of nothing is plain descent (Nesterov: %s)", (isNesterov) => {
    const plain = weightsOf(stepped({ steps: 3 }));
    expect(weightsOf(stepped({ steps: 3, optimizer: momentum(0, isNesterov) }))).toEqual(plain);
  });

  it("goes in its first step where plain descent goes, and Nesterov's further by its share", () => {
    const { initial } = by({});
    const plain = weightsOf(stepped({}));
    const heavy = weightsOf(stepped({ optimizer: momentum(0.9) }));
    const nesterov = weightsOf(stepped({ optimizer: momentum(0.9, true) }));
    expect(heavy).toEqual(plain);
    for (const [id, values] of nesterov) {
      const start = initial.get(id) ?? new Float32Array();
      const expected = values.map((_, i) => start[i]! + 1.9 * (plain.get(id)![i]! - start[i]!));
      expect(values).toEqual(close(expected));
    }
  });

  it("adds up to 1 / (1 − share) times the step, where the gradient stays", () => {
    const { network, reference } = stepped({ optimizer: momentum(0.5) });
    const id = network.program.parameters[0]?.id ?? "";
    const gradient = [...reference.read(`gradient/${id}`).data];
    for (let step = 2; step < 60; step++) {
      reference.run(network.program.update, indices, { rate, step });
    }
    expect([...reference.read(`${id}/velocity`).data]).toEqual(close(gradient.map((g) => 2 * g)));
  });
});

describe("AdamW", () => {
  it("goes in its first step by the rate, up or down, wherever there is a gradient", () => {
    const { initial } = by({});
    const run = stepped({ optimizer: adamw });
    for (const [id, values] of weightsOf(run)) {
      const gradients = run.reference.read(`gradient/${id}`).data;
      values.forEach((value, index) => {
        if (gradients[index] === 0) return;
        const expected = initial.get(id)![index]! - rate * Math.sign(gradients[index]!);
        expect(value).toBeCloseTo(expected, 6);
      });
    }
  });

  it("takes its decay off the weight, and not through the gradient", () => {
    const plain = weightsOf(stepped({ optimizer: adamw }));
    const { initial } = by({});
    for (const [id, values] of weightsOf(stepped({ optimizer: adamw, weightDecay: 0.5 }))) {
      const share = id.endsWith("/weight") ? rate * 0.5 : 0;
      expect(values).toEqual(close(plain.get(id)!.map((w, i) => w - share * initial.get(id)![i]!)));
    }
  });
});

describe("weight decay", () => {
  it("is in the gradient of weights, and not of biases", () => {
    const plain = weightsOf(stepped({}));
    const { initial } = by({});
    for (const [id, values] of weightsOf(stepped({ weightDecay: 0.25 }))) {
      const share = id.endsWith("/weight") ? rate * 0.25 : 0;
      expect(values).toEqual(close(plain.get(id)!.map((w, i) => w - share * initial.get(id)![i]!)));
    }
  });
});

describe("a limit of the gradients' norm", () => {
  const normOf = ({ network, reference }: ReturnType<typeof stepped>, suffix: string): number =>
    Math.hypot(
      ...network.program.parameters.flatMap(({ id }) => [
        ...reference.read(`gradient/${id}${suffix}`).data,
      ]),
    );

  it("scales all of them down to it", () => {
    const run = stepped({ clipNorm: 0.01 });
    expect(normOf(run, "")).toBeGreaterThan(0.01);
    expect(normOf(run, "/clipped")).toBeCloseTo(0.01, 5);
  });

  it("leaves smaller ones as they are", () => {
    expect(weightsOf(stepped({ clipNorm: 1e6 }))).toEqual(weightsOf(stepped({})));
  });
});

describe("label smoothing", () => {
  const lossOf = (network: TrainedNetwork, list: "forward" | "evaluation"): number => {
    const reference = referenceOf(network);
    reference.run(network.program[list], indices);
    return reference.read(ends.loss).data[0]!;
  };

  it("is in a step's loss, and not in an evaluation's", () => {
    const smooth = by({ labelSmoothing: 0.1 });
    expect(lossOf(smooth, "evaluation")).toBe(lossOf(by({}), "forward"));
    expect(lossOf(smooth, "forward")).not.toBeCloseTo(lossOf(by({}), "forward"), 4);
  });

  it("adds up each example's gradient to 0, as a change of all scores alike changes nothing", () => {
    const network = by({ labelSmoothing: 0.3 });
    const reference = referenceOf(network);
    reference.run(network.program.forward, indices);
    const operation = network.program.forward.find(({ kind }) => kind === "crossEntropy")!;
    const [, gradient = ""] = accesses(operation).writes;
    const { data, shape } = reference.read(gradient);
    const [examples = 0, classes = 0] = shape;
    for (let example = 0; example < examples; example++) {
      const row = [...data.subarray(example * classes, (example + 1) * classes)];
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
    }
  });
});

it("a program has what its optimizer remembers in its state, behind the parameters", () => {
  const { parameters, state } = by({ optimizer: adamw }).program;
  expect(state.slice(0, parameters.length)).toEqual(parameters);
  expect(state).toHaveLength(3 * parameters.length);
  expect(by({}).program.state).toEqual(by({}).program.parameters);
});
