import { effect, signal } from "@preact/signals-core";
import { describe, expect, it } from "vitest";
import type { AskRun } from "../../../webview/host/runQuestions.js";
import { noWish, type WeightsOf } from "../../../webview/protocol.js";
import { MomentQuestion } from "../../../webview/state/momentQuestion.js";

const tiles = (width: number) => ({ height: 1, width, channels: 1, pixels: new Uint8Array(width) });
const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

/** A run that answers by hand, and a person who looks at one of its moments. */
function askedRun() {
  const open: {
    readonly of: WeightsOf | undefined;
    readonly watch: Parameters<AskRun>[2];
    readonly answer: (value: unknown) => void;
  }[] = [];
  const ask = ((_kind: string, _input: unknown, watch: Parameters<AskRun>[2]) =>
    new Promise((answer) => {
      open.push({ of: watch?.of, watch, answer });
    })) as unknown as AskRun;
  const whose = signal<WeightsOf>(noWish);
  const question = new MomentQuestion(ask, "testImages", whose);
  const seen: (number | null)[] = [];
  effect(() => {
    seen.push(question.answer.value?.width ?? null);
  });
  return { open, whose, question, seen };
}

describe("a question to the moments of a run", () => {
  it("is asked of the one that is looked at, and is answered for each apart", async () => {
    const { open, whose, question, seen } = askedRun();
    void question.ask([0]);
    open[0]?.answer(tiles(1));
    await settle();
    whose.value = { at: 60 };
    expect([question.answer.value, question.input.value]).toEqual([null, null]);
    void question.ask([5]);
    open[1]?.answer(tiles(2));
    await settle();
    for (const at of [140, 60]) whose.value = { at };
    whose.value = noWish;
    expect(seen).toEqual([null, 1, null, 2, null, 2, 1]);
    expect(question.input.value).toEqual([0]);
    expect(open.map(({ of }) => of)).toEqual([undefined, { at: 60 }]);
  });

  it("goes on while another moment is looked at, until that is asked: the newest wins", async () => {
    const { open, whose, question } = askedRun();
    whose.value = { at: 60 };
    void question.ask([0]);
    open[0]?.watch?.reach?.(1, 2);
    whose.value = { at: 140 };
    expect(question.standing.value).toEqual({ kind: "quiet" });
    // What is looked at alone can be taken back.
    question.cancel();
    expect(open[0]?.watch?.signal?.aborted).toBe(false);
    whose.value = { at: 60 };
    expect(question.standing.value).toEqual({ kind: "asking", done: 1, of: 2 });
    whose.value = { at: 140 };
    void question.ask([0]);
    expect(open[0]?.watch?.signal?.aborted).toBe(true);
    open[0]?.answer(tiles(1));
    open[1]?.answer(tiles(2));
    await settle();
    expect(question.answer.value?.width).toBe(2);
    whose.value = { at: 60 };
    expect(question.answer.value).toBeNull();
    expect(question.standing.value).toEqual({ kind: "quiet" });
  });

  it("is forgotten of all moments with the run", async () => {
    const { open, whose, question } = askedRun();
    void question.ask([0]);
    open[0]?.answer(tiles(1));
    await settle();
    whose.value = { at: 60 };
    void question.ask([0]);
    question.forget();
    expect(open[1]?.watch?.signal?.aborted).toBe(true);
    whose.value = noWish;
    expect([question.answer.value, question.input.value]).toEqual([null, null]);
  });
});
