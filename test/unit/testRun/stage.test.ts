import { describe, expect, it } from "vitest";
import {
  choose,
  failedOnce,
  lineOf,
  passedOnce,
  verdictOf,
  withExitCode,
} from "../../run/stage.js";

describe("choose", () => {
  const stages = [{ id: "unit" }, { id: "long", isLong: true }, { id: "lint" }] as const;
  const chosen = (...names: readonly string[]): readonly string[] =>
    choose(stages, names).map(({ id }) => id);

  it("leaves long checks to whoever names them, or all", () => {
    expect(chosen()).toEqual(["unit", "lint"]);
    expect(chosen("lint", "long")).toEqual(["long", "lint"]);
    expect(chosen("all")).toEqual(["unit", "long", "lint"]);
  });
});

describe("verdictOf", () => {
  it("counts the tests of all stages", () => {
    expect(verdictOf([passedOnce, passedOnce])).toEqual({
      ...{ lines: ["2 passed, 0 failed"], exitCode: 0 },
    });
    expect(verdictOf([passedOnce, failedOnce])).toEqual({
      ...{ lines: ["1 passed, 1 failed"], exitCode: 1 },
    });
  });

  it("takes a skipped test for a failed one, and says so above the last line", () => {
    expect(verdictOf([{ passed: 5, failed: 0, skipped: 2 }])).toEqual({
      lines: ["2 skipped, which counts as failed", "5 passed, 2 failed"],
      exitCode: 1,
    });
  });
});

describe("lineOf", () => {
  it("tells what a stage came to, and how long it took", () => {
    expect(lineOf({ title: "Lint" }, passedOnce, 61.24)).toBe("Lint: 1 passed, 0 failed (61.2 s)");
    const outcome = { passed: 5, failed: 1, skipped: 2 };
    expect(lineOf({ title: "Pages" }, outcome, 3)).toBe(
      "Pages: 5 passed, 1 failed, 2 SKIPPED (3.0 s)",
    );
  });
});

describe("withExitCode", () => {
  it("takes a program that failed without a failed test for a failure", () => {
    expect(withExitCode(passedOnce, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(withExitCode(failedOnce, 1)).toEqual(failedOnce);
  });
});
