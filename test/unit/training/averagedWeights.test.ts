import { describe, expect, it } from "vitest";
import { averaged } from "../../../model/program/averages.js";
import { RunControl } from "../../../model/training/control.js";
import { Trial } from "../../support/trainingTrial.js";

const trial = new Trial({ averageOver: 5, epochs: 1, learningRate: 0.3 });
const tested = Int32Array.from({ length: 20 }, (_, index) => index);

describe("a run that keeps a mean of its weights", () => {
  it("tests that mean, saves the weights, and goes on with them", async () => {
    const events = await trial.collect();
    const evaluation = events.find((event) => event.kind === "evaluation");
    const { state } = await trial.checkpoint();
    expect((await trial.session.readState()).tensors).toEqual(state.tensors);

    const measure = async (): Promise<number> => (await trial.session.evaluate(tested)).loss;
    expect(await measure()).not.toBeCloseTo(evaluation?.loss ?? NaN, 5);
    trial.session.writeState(averaged(state)!);
    expect(await measure()).toBeCloseTo(evaluation?.loss ?? NaN, 6);
  });

  it("has its weights back where it is stopped in an evaluation", async () => {
    const control = new RunControl();
    const { session } = trial;
    const evaluate = session.evaluate.bind(session);
    session.evaluate = (indices) => {
      control.stop();
      return evaluate(indices);
    };
    const events = await trial.collect({ control });
    expect(events.some(({ kind }) => kind === "evaluation")).toBe(false);
    const { state } = await trial.checkpoint();
    expect((await session.readState()).tensors).toEqual(state.tensors);
  });
});
