import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { explain, failureEvent, ofSetup } from "../../../model/training/failure.js";
import { UserError } from "../../../model/messages/userError.js";
import { sentences } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";

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
      expect(englishOf(why)).toBe(`${code}: refused, write`);
      const told = englishOf(sentences(what, action));
      expect(told).toMatch(/set-up|cache|GOOGLENET_CACHE/u);
      expect(told).not.toMatch(/\brun's\b|checkpoint|trainer/u);
      expect(remedy).toBeNull();
    },
  );

  it.each(["ENOSPC", "EIO"])("advises for %s only what there is", (code) => {
    const failed = failureEvent(systemError(code), { step: 3, checkpoint: null });
    expect(failed.action).not.toContain("checkpoint");
    expect(failed.remedy).toBe("restart");
  });

  it("has other advice where there is no checkpoint for everything that speaks of one", () => {
    const [spoken, others] = adviceOnCheckpoints();
    expect(spoken.length).toBeGreaterThan(3);
    expect(others).toEqual([]);
  });

  it("leaves what was said for a person as it is", () => {
    const error = new UserError("What.", "Why.", "Action.", { remedy: "data" });
    const told = { ...error.said, remedy: "data", actionWithoutCheckpoint: null };
    expect(explain(error)).toEqual(told);
    expect(explain(error, ofSetup)).toEqual(told);
  });
});

/** Places of the model that advise to go on from a checkpoint, and those without other advice. */
function adviceOnCheckpoints(): readonly [readonly string[], readonly string[]] {
  const files = readdirSync("model", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join("model", file));
  const places = files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(/"[^"\n]*o on from the last checkpoint[^"\n]*"/gu)].map(
      ({ index, 0: sentence }) => ({
        place: `${file}: ${sentence}`,
        next: text.slice(index + sentence.length, index + sentence.length + 120),
      }),
    );
  });
  const without = places.filter(({ next }) => !next.includes("actionWithoutCheckpoint:"));
  return [places.map(({ place }) => place), without.map(({ place }) => place)];
}
