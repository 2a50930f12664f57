/** What a part of the tests came to. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface StageContext {
  readonly repository: string;
  /** A folder for reports. */
  readonly reports: string;
  /** Stands before each line where several stages run at once; else empty. */
  readonly prefix: string;
  readonly log: (line: string) => void;
}

export interface Stage {
  /** Names it on the command line: `npm test -- unit`. */
  readonly id: string;
  readonly title: string;
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

export const passedOnce: Outcome = { passed: 1, failed: 0, skipped: 0 };
export const failedOnce: Outcome = { passed: 0, failed: 1, skipped: 0 };

export function addOutcomes(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce(
    (sum, outcome) => ({
      passed: sum.passed + outcome.passed,
      failed: sum.failed + outcome.failed,
      skipped: sum.skipped + outcome.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** What is said of a stage when it has ended, and of all stages at the end. */
export function lineOf({ title }: Pick<Stage, "title">, outcome: Outcome, seconds: number): string {
  const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} SKIPPED` : "";
  return `${title}: ${outcome.passed} passed, ${outcome.failed} failed${skipped} (${seconds.toFixed(1)} s)`;
}

/** A program that failed although no test of its report did counts as one failed test. */
export function withExitCode(outcome: Outcome, exitCode: number): Outcome {
  return exitCode !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
}

/** What the run of all stages says at its end. A test that was skipped has not passed, so it counts as failed. */
export function verdictOf(outcomes: readonly Outcome[]): {
  readonly lines: readonly string[];
  readonly exitCode: number;
} {
  const { passed, failed, skipped } = addOutcomes(outcomes);
  const missed = failed + skipped;
  const told = skipped > 0 ? [`${skipped} skipped, which counts as failed`] : [];
  return {
    lines: [...told, `${passed} passed, ${missed} failed`],
    exitCode: missed > 0 ? 1 : 0,
  };
}
