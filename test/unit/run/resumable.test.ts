import { describe, expect, it } from "vitest";
import { isResumable } from "../../../model/run/resumable.js";
import { initialRunState, reduceAll } from "../../../model/run/state.js";
import type { RunEvent } from "../../../model/run/events.js";
import { checkpoint, failed, finished, started, step } from "../extension/events.js";

describe("isResumable", () => {
  const begun = [started(), step(4), checkpoint(4)];

  it.each<[string, boolean, readonly RunEvent[]]>([
    ["was stopped", true, [...begun, finished("stopped")]],
    ["failed", true, [...begun, failed()]],
    ["did the steps it was bound to", true, [...begun, finished("maxSteps")]],
    ["did all of its epochs", false, [...begun, finished()]],
    ["is at work", false, begun],
    ["has no checkpoint", false, [started(), step(4), failed()]],
    ["goes on after its bound", false, [...begun, finished("maxSteps"), started(), step(5)]],
  ])("is of a run that %s: %j", (_, expected, events) => {
    expect(isResumable(reduceAll(initialRunState, events))).toBe(expected);
  });
});
