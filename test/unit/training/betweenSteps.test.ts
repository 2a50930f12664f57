import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { BetweenSteps, type PausedRun } from "../../../model/training/betweenSteps.js";

function viewAt(step: number): PausedRun {
  return { session: {} as PausedRun["session"], state: [], step };
}
const stepOf = ({ step }: PausedRun): number => step;

describe("questions to a run", () => {
  it("wait for the end of the step", async () => {
    const questions = new BetweenSteps();
    const answers = Promise.all([questions.ask(stepOf), questions.ask(stepOf)]);
    await questions.answer(viewAt(7), 0);
    await questions.answer(viewAt(8), 0);
    expect(await answers).toEqual([7, 7]);
  });

  it("are answered at once while nothing changes the weights", async () => {
    const questions = new BetweenSteps();
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
    await questions.answer(viewAt(4), 0);
    expect(await late).toBe(4);
  });

  it("keep the weights as they are until they are answered", async () => {
    const questions = new BetweenSteps();
    const order: string[] = [];
    const slowly = async ({ step }: PausedRun): Promise<void> => {
      await nextTurn();
      order.push(`weights of step ${step}`);
    };
    void questions.ask(slowly);
    await questions.answer(viewAt(1), 0);
    order.push("step 2");
    await questions.answerDuring(
      viewAt(2),
      Promise.resolve().then(() => void questions.ask(slowly)),
    );
    order.push("step 3");
    expect(order).toEqual(["weights of step 1", "step 2", "weights of step 2", "step 3"]);
  });

  it("have as long as the last step took, however often they go round the loop", async () => {
    const questions = new BetweenSteps();
    const workedOut = async (): Promise<number | null> => {
      for (let turn = 0; turn < 50; turn++) await nextTurn();
      const step = await questions.ask(stepOf);
      for (let turn = 0; turn < 50; turn++) await nextTurn();
      return step;
    };
    const answers: unknown[] = [];
    void questions.giveWayTo(workedOut()).then((answer) => answers.push(answer));
    await questions.answer(viewAt(5), 60_000);
    expect(answers).toEqual([5]);
  });

  it("hold the run up no longer than that", async () => {
    const questions = new BetweenSteps();
    let end = (): void => undefined;
    const endless = new Promise<void>((resolve) => (end = resolve));
    const answer = questions.giveWayTo(endless);
    await questions.answer(viewAt(1), 20);
    await questions.answer(viewAt(2), 20);
    end();
    await answer;
  });

  it("get no answer when the run is over", async () => {
    const questions = new BetweenSteps();
    const waiting = questions.ask(stepOf);
    questions.end();
    expect(await waiting).toBeNull();
    expect(await questions.ask(stepOf)).toBeNull();
  });

  it("do not stop the run where the answer fails", async () => {
    const questions = new BetweenSteps();
    const answer = questions.ask(() => {
      throw new Error("The device was lost.");
    });
    const refused = expect(answer).rejects.toThrow("The device was lost.");
    await questions.answer(viewAt(1), 0);
    await refused;
  });
});
