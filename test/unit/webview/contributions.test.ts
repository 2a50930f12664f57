import { describe, expect, it } from "vitest";
import type { PathContributions } from "../../../model/asking/pathContribution.js";
import type { AskRun } from "../../../webview/host/runQuestions.js";
import { Contributions } from "../../../webview/state/contribution/contributions.js";
import { lossByPath, lossOf } from "../../../webview/state/contribution/contributionState.js";

const answer: PathContributions = {
  ...{ step: 9, examples: 100, accuracy: 0.9, loss: 0.3 },
  paths: [
    { path: "b3/3a/path1", accuracy: 0.8, loss: 0.5, changed: 0.1 },
    { path: "b3/3a/path10", accuracy: 0.91, loss: 0.3, changed: 0.02 },
  ],
};

/** A run that answers by hand. */
function slowRun() {
  const open: {
    readonly input: unknown;
    readonly watch: Parameters<AskRun>[2];
    readonly answer: (value: unknown) => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  const ask = ((_kind: string, input: unknown, watch: Parameters<AskRun>[2]) =>
    new Promise((resolve, reject) => {
      open.push({ input, watch, answer: resolve, fail: reject });
    })) as unknown as AskRun;
  return { open, contributions: new Contributions(ask) };
}

const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

describe("what each path gives", () => {
  it("is told as far as it is worked out, and then known", async () => {
    const { open, contributions } = slowRun();
    void contributions.ask(1000);
    expect(contributions.state.value).toEqual({ kind: "asking", done: 0, of: 0 });
    open[0]?.watch?.reach?.(64, 1000);
    expect(contributions.state.value).toEqual({ kind: "asking", done: 64, of: 1000 });
    open[0]?.answer(answer);
    await settle();
    expect(contributions.state.value).toEqual({ kind: "known", answer });
  });

  it("is of the newest question alone", async () => {
    const { open, contributions } = slowRun();
    void contributions.ask(1000);
    void contributions.ask(10_000);
    expect(open[0]?.watch?.signal?.aborted).toBe(true);
    open[0]?.answer(answer);
    open[0]?.watch?.reach?.(1000, 1000);
    await settle();
    expect(contributions.state.value).toEqual({ kind: "asking", done: 0, of: 0 });
    open[1]?.answer(null);
    await settle();
    expect(contributions.state.value).toEqual({ kind: "absent" });
  });

  it("is not told where it was taken back, and told as it failed where it did", async () => {
    const { open, contributions } = slowRun();
    void contributions.ask(1000);
    contributions.forget();
    open[0]?.fail(new Error("Taken back."));
    await settle();
    expect(contributions.state.value).toEqual({ kind: "none" });
    void contributions.ask(1000);
    open[1]?.fail(new Error("The trainer process has ended."));
    await settle();
    expect(contributions.state.value).toMatchObject({ kind: "failed" });
  });

  it("is the same for all layers of a path, and nothing outside of one", () => {
    const losses = lossByPath({ kind: "known", answer });
    expect(lossOf(losses, "b3/3a/path1")).toBeCloseTo(0.1);
    expect(lossOf(losses, "b3/3a/path1/conv1x1")).toBeCloseTo(0.1);
    expect(lossOf(losses, "b3/3a/path10/pool")).toBeCloseTo(-0.01);
    expect(lossOf(losses, "b3/3a/concat")).toBeNull();
    expect(lossOf(losses, "b3/3a/path2/conv1x1")).toBeNull();
    expect(lossOf(lossByPath({ kind: "none" }), "b3/3a/path1")).toBeNull();
  });
});
