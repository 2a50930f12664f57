import { describe, expect, it } from "vitest";
import { choose, failedOnce, lineOf, oneTest, verdictOf, withExitCode } from "../../run/stage.js";

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

const passedOnce = oneTest("Lint", 0);
const failed = failedOnce("Pages", "");

describe("verdictOf", () => {
  it("counts the tests of all stages", () => {
    expect(verdictOf([passedOnce, passedOnce])).toEqual({
      ...{ lines: ["2 passed, 0 failed"], exitCode: 0 },
    });
    expect(verdictOf([passedOnce, oneTest("Types", 2)])).toEqual({
      lines: ["✗ Types", "    It ended with exit code 2.", "1 passed, 1 failed"],
      exitCode: 1,
    });
  });

  it("names each test that failed once more, with what its reason begins with", () => {
    const reason = `\u001b[31m${Array.from({ length: 40 }, (_, line) => `line ${line}`).join("\n")}`;
    const { lines } = verdictOf([passedOnce, failedOnce("cli.test.ts: ends", reason)]);
    expect(lines.slice(0, 2)).toEqual(["✗ cli.test.ts: ends", "    line 0"]);
    expect(lines.length).toBeLessThan(10);
  });

  it("takes a skipped test for a failed one, and says so above the last line", () => {
    expect(verdictOf([{ passed: 5, failures: [], skipped: 2 }])).toEqual({
      lines: ["2 skipped, which counts as failed", "5 passed, 2 failed"],
      exitCode: 1,
    });
  });
});

describe("lineOf", () => {
  it("tells what a stage came to, and how long it took", () => {
    expect(lineOf({ title: "Lint" }, passedOnce, 61.24)).toBe("Lint: 1 passed, 0 failed (61.2 s)");
    const outcome = { passed: 5, failures: failed.failures, skipped: 2 };
    expect(lineOf({ title: "Pages" }, outcome, 3)).toBe(
      "Pages: 5 passed, 1 failed, 2 SKIPPED (3.0 s)",
    );
  });
});

describe("withExitCode", () => {
  it("takes a program that failed without a failed test for a failure", () => {
    expect(withExitCode(passedOnce, "Lint", 1).failures.map(({ title }) => title)).toEqual([
      "Lint",
    ]);
    expect(withExitCode(failed, "Lint", 1)).toEqual(failed);
    expect(withExitCode(passedOnce, "Lint", 0)).toEqual(passedOnce);
  });
});
