import { stripVTControlCharacters } from "node:util";

/** What a part of the tests came to. */
export interface Outcome {
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly skipped: number;
}

/** A test that failed, or a program that did without naming one. */
export interface Failure {
  readonly title: string;
  readonly reason: string;
}

export interface StageContext {
  readonly repository: string;
  /** A folder for reports. */
  readonly reports: string;
  /** Stands before each line where several stages run at once; else empty. */
  readonly prefix: string;
  /** How far its programs give way to those of other stages. */
  readonly givesWay: number;
  readonly log: (line: string) => void;
}

export interface Stage {
  /** Names it on the command line: `npm test -- unit`. */
  readonly id: string;
  readonly title: string;
  /**
   * How far it lets stages beside it have the processors first, as the system counts it, from 0 to 19. A trainer has
   * 19: in a window beside tests without one it would have a hundredth of a processor, and what the window waits for
   * would not come.
   */
  readonly givesWay?: number;
  /** Whether it is run only where it is named, or all are. */
  readonly isLong?: true;
  /** Never rejects for a failed test. */
  run(context: StageContext): Promise<Outcome>;
}

type Named = Pick<Stage, "id" | "isLong">;

/** Stages by their names: `all` is every one, and no name all but the long ones. */
export function choose<Chosen extends Named>(
  stages: readonly Chosen[],
  names: readonly string[],
): readonly Chosen[] {
  if (names.includes("all")) return stages;
  if (names.length === 0) return stages.filter(({ isLong }) => isLong !== true);
  return stages.filter(({ id }) => names.includes(id));
}

/** Of a program that either holds or does not. */
export function oneTest(title: string, exitCode: number): Outcome {
  return exitCode === 0
    ? { passed: 1, failures: [], skipped: 0 }
    : failedOnce(title, endedWith(exitCode));
}

/** Of what came to no report of its tests. */
export function failedOnce(title: string, reason: string): Outcome {
  return { passed: 0, failures: [{ title, reason }], skipped: 0 };
}

function endedWith(exitCode: number): string {
  return `It ended with exit code ${exitCode}.`;
}

export function addOutcomes(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce(
    (sum, outcome) => ({
      passed: sum.passed + outcome.passed,
      failures: [...sum.failures, ...outcome.failures],
      skipped: sum.skipped + outcome.skipped,
    }),
    { passed: 0, failures: [], skipped: 0 },
  );
}

/** What is said of a stage when it has ended, and of all stages at the end. */
export function lineOf({ title }: Pick<Stage, "title">, outcome: Outcome, seconds: number): string {
  const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} SKIPPED` : "";
  return `${title}: ${outcome.passed} passed, ${outcome.failures.length} failed${skipped} (${seconds.toFixed(1)} s)`;
}

/** A program that failed although no test of its report did counts as one failed test. */
export function withExitCode(outcome: Outcome, program: string, exitCode: number): Outcome {
  if (exitCode === 0 || outcome.failures.length > 0) return outcome;
  return { ...outcome, failures: [{ title: program, reason: endedWith(exitCode) }] };
}

/** As many lines of a reason as tell what failed; the whole is where it happened, far above. */
const linesOfReason = 6;

function linesOf({ title, reason }: Failure): readonly string[] {
  const lines = stripVTControlCharacters(reason).split("\n").slice(0, linesOfReason);
  return [`✗ ${title}`, ...lines.map((line) => `    ${line}`)];
}

/**
 * What the run of all stages says at its end: the tests that failed once more, since they are far above, and
 * what all came to. A test that was skipped has not passed, so it counts as failed.
 */
export function verdictOf(outcomes: readonly Outcome[]): {
  readonly lines: readonly string[];
  readonly exitCode: number;
} {
  const { passed, failures, skipped } = addOutcomes(outcomes);
  const missed = failures.length + skipped;
  const told = skipped > 0 ? [`${skipped} skipped, which counts as failed`] : [];
  return {
    lines: [...failures.flatMap(linesOf), ...told, `${passed} passed, ${missed} failed`],
    exitCode: missed > 0 ? 1 : 0,
  };
}
