import { describe, expect, it } from "vitest";
import { explain, failureEvent, ofSetup } from "../../../model/training/failure.js";
import { UserError } from "../../../model/run/userError.js";

const systemError = (code: string): Error =>
  Object.assign(new Error(`${code}: refused, write`), { code });

describe("explain", () => {
  it.each([
    ["ENOSPC", "The disk is full.", "resume"],
    ["EDQUOT", "The disk is full.", "resume"],
    ["EROFS", "The run's folder cannot be written.", null],
    ["EIO", "The run was stopped by an error in the trainer.", "resume"],
  ])("tells %s of a run as one that can go on, or not", (code, message, remedy) => {
    const at = { step: 3, checkpoint: "step-00000002.safetensors" };
    expect(failureEvent(systemError(code), at)).toMatchObject({
      ...{ kind: "failed", message, reason: `${code}: refused, write`, remedy },
      ...at,
    });
  });

  it.each(["ENOSPC", "EACCES", "EPERM", "EIO"])(
    "tells %s of a set-up without a word of runs and checkpoints",
    (code) => {
      const { what, why, action, remedy } = explain(systemError(code), ofSetup);
      expect(why).toBe(`${code}: refused, write`);
      expect(`${what} ${action}`).toMatch(/set-up|cache|GOOGLENET_CACHE/u);
      expect(`${what} ${action}`).not.toMatch(/\brun's\b|checkpoint|trainer/u);
      expect(remedy).toBeNull();
    },
  );

  it("leaves what was said for a person as it is", () => {
    const error = new UserError("What.", "Why.", "Action.", { remedy: "data" });
    expect(explain(error)).toBe(error);
    expect(explain(error, ofSetup)).toBe(error);
  });
});
