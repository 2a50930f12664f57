import type { TestedAt } from "../run/testedExamples.js";

/**
 * What became of examples over the evaluations of a run. `hard`: never taken for what they are. `forgotten`: so once,
 * and not any more (Toneva et al. 2019, "An empirical study of example forgetting during deep neural network
 * learning"). `late`: taken for what they are since the second half alone. `suspicious`: hard, and taken for one other
 * class nearly throughout while their own had little: their label may be wrong (Swayamdipta et al. 2020, "Dataset
 * cartography": what is wrongly labeled stays at a low probability that hardly varies).
 */
export const courseKinds = ["hard", "forgotten", "late", "suspicious"] as const;
export type CourseKind = (typeof courseKinds)[number];

/** So few evaluations tell nothing of a course. */
export const fewestEvaluations = 2;

/** In so much of the evaluations. */
const nearlyThroughout = 0.75;
/** Of their own class. */
const littleProbability = 0.1;

type Tested = Pick<TestedAt, "labels" | "chosen" | "losses">;

/** Numbers of the examples of each kind, those first that show it most. The evaluations are of one test set, in their order. */
export function coursesOf(
  tested: readonly Tested[],
): Readonly<Record<CourseKind, readonly number[]>> {
  const courses = coursesIn(tested);
  const ordered = (
    is: (course: Course) => boolean,
    ...orders: readonly ((course: Course) => number)[]
  ): readonly number[] =>
    courses
      .filter(is)
      .toSorted(
        (a, b) => orders.reduce((by, of) => by || of(b) - of(a), 0) || a.example - b.example,
      )
      .map(({ example }) => example);
  const meanLoss = ({ losses }: Course): number => meanOf(losses);
  const lastLoss = ({ losses }: Course): number => losses.at(-1) ?? 0;
  return {
    hard: ordered(isHard, meanLoss),
    forgotten: ordered(isForgotten, timesRight, lastLoss),
    late: ordered(isLate, firstRight, meanLoss),
    suspicious: ordered(isSuspicious, meanLoss),
  };
}

/** One example through the evaluations. */
interface Course {
  readonly example: number;
  readonly label: number;
  readonly chosen: readonly number[];
  readonly losses: readonly number[];
  readonly isRight: readonly boolean[];
}

function coursesIn(tested: readonly Tested[]): readonly Course[] {
  if (tested.length < fewestEvaluations) return [];
  const labels = tested.at(-1)?.labels ?? new Uint16Array();
  return Array.from(labels, (label, example) => {
    const chosen = tested.map((each) => each.chosen[example] ?? NaN);
    return {
      ...{ example, label, chosen },
      losses: tested.map((each) => each.losses[example] ?? NaN),
      isRight: chosen.map((each) => each === label),
    };
  });
}

function timesRight({ isRight }: Course): number {
  return isRight.filter(Boolean).length;
}

function firstRight({ isRight }: Course): number {
  return isRight.indexOf(true);
}

function isHard(course: Course): boolean {
  return timesRight(course) === 0;
}

function isForgotten(course: Course): boolean {
  return timesRight(course) > 0 && course.isRight.at(-1) === false;
}

/** Never before the second half, and always since. */
function isLate(course: Course): boolean {
  const first = firstRight(course);
  const { length } = course.isRight;
  return first >= length / 2 && timesRight(course) === length - first;
}

function isSuspicious(course: Course): boolean {
  if (!isHard(course)) return false;
  const { chosen, losses } = course;
  const last = chosen.at(-1);
  const sure = chosen.filter(
    (each, place) => each === last && Math.exp(-(losses[place] ?? 0)) < littleProbability,
  );
  return sure.length >= nearlyThroughout * chosen.length;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
