import { effect } from "@preact/signals-core";
import { describe, expect, it } from "vitest";
import type { TestedExamples } from "../../../../model/asking/testedExamples.js";
import type { AskRun } from "../../../../webview/host/runQuestions.js";
import type { LastTold } from "../../../../webview/evaluation/keptQuestion.js";
import { Testing } from "../../../../webview/evaluation/testing.js";
import { testedSet } from "../../../support/testedSet.js";

/** A question as the host sees it: answered when a test says so. */
interface OpenQuestion {
  readonly answer: (said: TestedExamples | null) => void;
  readonly fail: (error: Error) => void;
  readonly reach: (done: number, of: number) => void;
  readonly signal: AbortSignal;
}

function testingWith(
  last: TestedExamples | null = null,
  lastTold: () => Promise<unknown> = () => Promise.resolve(last),
): {
  testing: Testing;
  open: OpenQuestion[];
} {
  const open: OpenQuestion[] = [];
  const ask = (_: string, __: unknown, watch: OpenQuestion): Promise<unknown> =>
    new Promise((resolve, reject) => {
      watch.signal.addEventListener("abort", () => {
        reject(new Error("taken back"));
      });
      open.push({ ...watch, answer: resolve, fail: reject });
    });
  const testing = new Testing({
    askRun: ask as unknown as AskRun,
    lastTold: lastTold as LastTold,
  });
  return { testing, open };
}

describe("the question to a run", () => {
  it("is asked by itself of one that may be asked, once", async () => {
    const { testing, open } = testingWith();
    testing.show({ run: "a" });
    void testing.begin(true);
    await testing.begin(true);
    await expect.poll(() => open.length).toBe(1);
    open[0]!.reach(3, 10);
    expect(testing.standing.value).toEqual({ kind: "asking", done: 3, of: 10 });
    open[0]!.answer(testedSet());
    await expect.poll(() => testing.tested.value?.examples).toBe(1000);
    expect(testing.standing.value).toEqual({ kind: "quiet" });
    await testing.begin(true);
    expect(open).toHaveLength(1);
  });

  it("begins in an effect, which it does not begin anew", async () => {
    const { testing, open } = testingWith();
    testing.show({ run: "a" });
    let begun = 0;
    const end = effect(() => {
      begun += 1;
      void testing.begin(true);
    });
    await expect.poll(() => open.length).toBe(1);
    expect(begun).toBe(1);
    end();
  });

  it("is not asked of one at work, and is as soon as it has ended", async () => {
    const { testing, open } = testingWith();
    testing.show({ run: "a" });
    await testing.begin(false);
    expect(open).toHaveLength(0);
    void testing.begin(true);
    await expect.poll(() => open.length).toBe(1);
  });

  it("is not asked where the run was told before the page was hidden", async () => {
    const { testing, open } = testingWith(testedSet({ step: 7 }));
    testing.show({ run: "a" });
    const beginning = testing.begin(true);
    expect(testing.isRecalling.value).toBe(true);
    await beginning;
    expect(testing.isRecalling.value).toBe(false);
    expect(testing.tested.value?.said.step).toBe(7);
    expect(open).toHaveLength(0);
  });

  it("is asked where the host does not say what the run was told before", async () => {
    const { testing, open } = testingWith(null, () => Promise.reject(new Error("too late")));
    testing.show({ run: "a" });
    await testing.begin(false);
    expect([testing.isRecalling.value, open.length]).toEqual([false, 0]);
    void testing.begin(true);
    await expect.poll(() => open.length).toBe(1);
  });

  it("gives way to the newest one, whose answer alone is told", async () => {
    const { testing, open } = testingWith();
    testing.show({ run: "a" });
    void testing.ask();
    void testing.ask();
    expect(open[0]!.signal.aborted).toBe(true);
    open[0]!.reach(1, 2);
    expect(testing.standing.value).toEqual({ kind: "asking", done: 0, of: 0 });
    open[1]!.answer(testedSet({ step: 2 }));
    await expect.poll(() => testing.tested.value?.said.step).toBe(2);
  });

  it("ends with its run, and nothing of it is told of the next", () => {
    const { testing, open } = testingWith();
    testing.show({ run: "a" });
    void testing.ask();
    testing.show({ run: "b" });
    expect(open[0]!.signal.aborted).toBe(true);
    expect(testing.standing.value).toEqual({ kind: "quiet" });
    expect(testing.tested.value).toBeNull();
  });

  it("leaves what was told where it is taken back, or fails", async () => {
    const { testing, open } = testingWith();
    testing.show({ run: "a" });
    void testing.ask();
    open[0]!.answer(testedSet());
    await expect.poll(() => testing.tested.value).not.toBeNull();
    void testing.ask();
    testing.cancel();
    expect(open[1]!.signal.aborted).toBe(true);
    expect(testing.standing.value).toEqual({ kind: "quiet" });
    void testing.ask();
    open[2]!.fail(new Error("The data are gone."));
    await expect
      .poll(() => testing.standing.value)
      .toEqual({ kind: "failed", message: "The data are gone." });
    expect(testing.tested.value?.examples).toBe(1000);
  });

  it("may have no weights to ask", async () => {
    const { testing, open } = testingWith();
    testing.show({ run: "a" });
    void testing.ask();
    open[0]!.answer(null);
    await expect.poll(() => testing.standing.value).toEqual({ kind: "absent" });
  });
});
