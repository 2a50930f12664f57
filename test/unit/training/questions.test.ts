import { describe, expect, it } from "vitest";
import { Questions, type RunView } from "../../../model/training/questions.js";

function viewAt(step: number): RunView {
  return { session: {} as RunView["session"], parameters: [], step };
}
const stepOf = ({ step }: RunView): number => step;

describe("questions to a run", () => {
  it("wait for the end of the step", async () => {
    const questions = new Questions();
    const answers = Promise.all([questions.ask(stepOf), questions.ask(stepOf)]);
    questions.answer(viewAt(7));
    questions.answer(viewAt(8));
    expect(await answers).toEqual([7, 7]);
  });

  it("are answered at once while nothing changes the weights", async () => {
    const questions = new Questions();
    const early = questions.ask(stepOf);
    let resume = (): void => undefined;
    const paused = questions.answerDuring(
      viewAt(3),
      new Promise<void>((resolve) => {
        resume = resolve;
      }),
    );
    expect(await early).toBe(3);
    expect(await questions.ask(stepOf)).toBe(3);
    resume();
    await paused;
    const late = questions.ask(stepOf);
    questions.answer(viewAt(4));
    expect(await late).toBe(4);
  });

  it("get no answer when the run is over", async () => {
    const questions = new Questions();
    const waiting = questions.ask(stepOf);
    questions.end();
    expect(await waiting).toBeNull();
    expect(await questions.ask(stepOf)).toBeNull();
  });

  it("do not stop the run where the answer fails", async () => {
    const questions = new Questions();
    const answer = questions.ask(() => {
      throw new Error("The device was lost.");
    });
    expect(() => questions.answer(viewAt(1))).not.toThrow();
    await expect(answer).rejects.toThrow("The device was lost.");
  });
});
