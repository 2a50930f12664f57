import { describe, expect, it } from "vitest";
import { failureOfExit, failureOfRefusal } from "../../../extension/trainer/trainerFailure.js";
import type { TrainerExit } from "../../../extension/trainer/trainerProcess.js";
import { runEventSchema, type RunEvent } from "../../../model/run/events.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { checkpoint, started, step } from "./events.js";

const exit: TrainerExit = { code: null, signal: null, wasStopped: false, lastErrors: [] };

function stateAfter(...events: readonly RunEvent[]): typeof initialRunState {
  return events.reduce(reduce, initialRunState);
}

describe("failureOfExit", () => {
  it("names the signal and what may have sent it", () => {
    const failure = failureOfExit({ ...exit, signal: "SIGKILL" }, stateAfter(started(), step(7)));
    expect(failure).toMatchObject({ step: 7, checkpoint: null, remedy: "restart" });
    expect(failure.message).toBe("The trainer was killed (SIGKILL).");
    expect(failure.action).toContain("restart the run");
    expect(failure.action).toContain("smaller batch size (now 128)");
    expect(runEventSchema.safeParse(failure).success).toBe(true);
  });

  it("advises to resume where there is a checkpoint", () => {
    const state = stateAfter(started(), step(200), checkpoint(200));
    const failure = failureOfExit({ ...exit, signal: "SIGKILL" }, state);
    expect(failure.checkpoint).toBe("step-200.safetensors");
    expect(failure.action).toContain("resume from the last checkpoint");
  });

  it.each([
    [{ signal: "SIGABRT", lastErrors: ["std::bad_alloc"] }, "ran out of memory (SIGABRT)"],
    [{ code: 134, lastErrors: ["JavaScript heap out of memory"] }, "ran out of memory"],
    [{ code: 1, lastErrors: ["No such file: /home/broom/x"] }, "ended unexpectedly"],
    [{ signal: "SIGSEGV" }, "crashed (SIGSEGV)"],
    [{ code: 3_221_225_477 }, "crashed (STATUS_ACCESS_VIOLATION)"],
    [{ code: 134, lastErrors: ["napi_fatal_error"] }, "crashed (SIGABRT)"],
    [{ signal: "SIGTERM" }, "ended from outside (SIGTERM)"],
    [{ code: 3, lastErrors: ["Cannot find module x"] }, "ended unexpectedly (exit code 3)"],
  ] as const)("tells %j apart", (end, message) => {
    const failure = failureOfExit({ ...exit, ...end }, initialRunState);
    expect(failure.message).toContain(message);
    expect(failure.reason).not.toBe("");
    expect(failure.action).not.toBe("");
  });
});

describe("what a library remarked as it was loaded", () => {
  const remark = "I0000 00:00:17.2    15 port.cc:153] oneDNN custom operations are on.";

  it.each([
    [[remark], "Its native code failed without a message."],
    [["F0000 Check failed: ok", remark], "F0000 Check failed: ok"],
  ])("is no reason for a crash: %j", (lastErrors, reason) => {
    const failure = failureOfExit({ ...exit, signal: "SIGSEGV", lastErrors }, initialRunState);
    expect(failure.reason).toBe(reason);
  });
});

describe("a crash of native code on Windows, where there are no signals", () => {
  it.each([0xc0000005, 0xc000001d, 0xc0000374, 0xc0000409, 134])("is known by code %i", (code) => {
    const { remedy, action } = failureOfExit({ ...exit, code }, initialRunState);
    expect(remedy).toBe("engine");
    expect(action).toContain("choose another engine");
  });
});

describe("failureOfRefusal", () => {
  it("gives the trainer's own reason", () => {
    const failure = failureOfRefusal(new Error("EACCES: permission denied"), initialRunState);
    expect(failure.reason).toBe("EACCES: permission denied");
  });
});
