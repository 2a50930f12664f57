import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../../../model/run/events.js";
import { initialRunState, preparingRunState, reduceAll } from "../../../../model/run/state.js";
import { progressText } from "../../../../webview/evaluation/progressText.js";
import { toldOf } from "../../../../webview/evaluation/standingText.js";
import { testedOf } from "../../../../webview/evaluation/tested.js";
import type { Standing } from "../../../../webview/state/longQuestion.js";
import { killedEvent } from "../../../support/failedEvent.js";
import { recordedRun } from "../../../support/recordedRun.js";
import { testedSet } from "../../../support/testedSet.js";

const quiet: Standing = { kind: "quiet" };
const atWork = reduceAll(initialRunState, recordedRun({ steps: 120 }));
const checkpointOf = (step: number): RunEvent => ({
  ...{ kind: "checkpoint", time: 0, step },
  file: `step-${String(step).padStart(8, "0")}.safetensors`,
});
const cutOff = reduceAll(atWork, [killedEvent]);
const ended = reduceAll(atWork, [checkpointOf(100), killedEvent]);
const testedAt = (step: number): ReturnType<typeof testedOf> => testedOf(testedSet({ step }));

describe("what is said of how an evaluation stands", () => {
  it("offers what a person may do", () => {
    const tested = null;
    const told = (known: Partial<Parameters<typeof toldOf>[0]>): ReturnType<typeof toldOf> =>
      toldOf({ run: ended, at: null, standing: quiet, tested, isRecalling: false, ...known });
    expect(told({ run: initialRunState })).toMatchObject({ action: "train" });
    expect(told({ run: preparingRunState })).toMatchObject({
      ...{ text: "The run has not begun yet.", action: null },
    });
    expect(told({ run: atWork }).text).toMatch(/^The run is at work\. .* slows it/u);
    expect(told({ run: atWork }).action).toBe("evaluate");
    expect(told({ run: cutOff })).toMatchObject({ action: null });
    expect(told({ run: cutOff }).text).toContain("before its first checkpoint");
    expect(told({})).toMatchObject({
      text: "These weights were not evaluated.",
      action: "evaluate",
    });
    // What it said before may only be on its way.
    expect(told({ isRecalling: true })).toMatchObject({ text: "", action: null });
    expect(told({ standing: { kind: "asking", done: 1, of: 2 } }).action).toBeNull();
    expect(told({ standing: { kind: "failed", message: "Gone." } })).toEqual({
      ...{ text: "Gone.", isFault: true, action: "again" },
    });
    expect(told({ run: atWork, standing: { kind: "absent" } })).toMatchObject({ action: "again" });
    expect(told({ run: cutOff, standing: { kind: "absent" } })).toMatchObject({ action: null });
  });

  it("offers to evaluate again what has come further", () => {
    const again = (run: typeof ended, step: number): ReturnType<typeof toldOf> =>
      toldOf({ run, at: null, standing: quiet, tested: testedAt(step), isRecalling: false });
    expect(again(ended, 100)).toMatchObject({ text: "", action: null });
    expect(again(ended, 60)).toMatchObject({
      ...{ text: "There is a later checkpoint, of step 100.", action: "again" },
    });
    expect(again(atWork, 120)).toMatchObject({ text: "", action: null });
    expect(again(atWork, 119).text).toMatch(/^The run has come to step 120 since\./u);
  });

  it("is nothing to tell of weights of before: what comes later is none of theirs", () => {
    for (const run of [ended, atWork]) {
      const known = { run, at: 60, standing: quiet, isRecalling: false };
      expect(toldOf({ ...known, tested: testedAt(60) })).toMatchObject({ text: "", action: null });
      expect(toldOf({ ...known, tested: null })).toMatchObject({
        ...{ text: "These weights were not evaluated.", action: "evaluate" },
      });
    }
  });
});

describe("how far an evaluation is", () => {
  it("is said in images, and in time as soon as that can be told", () => {
    const asking = { kind: "asking", done: 0, of: 0 } as const;
    expect(progressText(asking)).toBe("Opening the network and its test set");
    const begun = { ...asking, done: 3000, of: 10_000 };
    expect(progressText(begun)).toBe("3,000 of 10,000 images");
    expect(progressText({ ...begun, secondsLeft: 74.6 }).replaceAll("\u00A0", " ")).toBe(
      "3,000 of 10,000 images, about 1 min 15 s left",
    );
  });
});
