import { describe, expect, it } from "vitest";
import type { AskRun } from "../../../webview/host/runQuestions.js";
import { LongQuestion } from "../../../webview/state/longQuestion.js";

/** A run that answers by hand. */
function slowRun() {
  const open: {
    readonly watch: Parameters<AskRun>[2];
    readonly answer: (value: unknown) => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  const ask = ((_kind: string, _input: unknown, watch: Parameters<AskRun>[2]) =>
    new Promise((resolve, reject) => {
      open.push({ watch, answer: resolve, fail: reject });
    })) as unknown as AskRun;
  return { open, question: new LongQuestion(ask, "testImages") };
}

const tiles = { height: 1, width: 1, channels: 1, pixels: Uint8Array.of(7) };
const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

describe("a question that takes a while", () => {
  it("tells how far it is, and then its answer, which stays while it is asked anew", async () => {
    const { open, question } = slowRun();
    const first = question.ask([0]);
    expect(question.standing.value).toEqual({ kind: "asking", done: 0, of: 0 });
    open[0]?.watch?.reach?.(64, 1000);
    expect(question.standing.value).toEqual({ kind: "asking", done: 64, of: 1000 });
    open[0]?.answer(tiles);
    expect(await first).toEqual(tiles);
    expect(question.standing.value).toEqual({ kind: "quiet" });
    void question.ask([1]);
    expect(question.answer.value).toEqual(tiles);
  });

  it("is seen as far as it has come, and stays so where it is taken back", () => {
    const { open, question } = slowRun();
    void question.ask([0]);
    open[0]?.watch?.reach?.(1, 3, tiles);
    expect(question.answer.value).toEqual(tiles);
    expect(question.standing.value).toEqual({ kind: "asking", done: 1, of: 3 });
    question.cancel();
    open[0]?.watch?.reach?.(2, 3, { ...tiles, width: 2 });
    expect(question.answer.value).toEqual(tiles);
    expect(question.standing.value).toEqual({ kind: "quiet" });
  });

  it("is the newest alone", async () => {
    const { open, question } = slowRun();
    const first = question.ask([0]);
    void question.ask([1]);
    expect(open[0]?.watch?.signal?.aborted).toBe(true);
    open[0]?.answer(tiles);
    open[0]?.watch?.reach?.(1000, 1000);
    expect(await first).toBeNull();
    expect(question.standing.value).toEqual({ kind: "asking", done: 0, of: 0 });
    open[1]?.answer(null);
    await settle();
    expect(question.standing.value).toEqual({ kind: "absent" });
    expect(question.answer.value).toBeNull();
  });

  it("says nothing where it was taken back, and why where it failed", async () => {
    const { open, question } = slowRun();
    void question.ask([0]);
    question.cancel();
    open[0]?.fail(new Error("Taken back."));
    await settle();
    expect(question.standing.value).toEqual({ kind: "quiet" });
    void question.ask([0]);
    open[1]?.fail(new Error("The trainer process has ended."));
    await settle();
    expect(question.standing.value).toMatchObject({ kind: "failed" });
    question.forget();
    expect(question.standing.value).toEqual({ kind: "quiet" });
  });
});
