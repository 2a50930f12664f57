import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { courseKinds, coursesOf, type CourseKind } from "../../../model/metrics/courses.js";

/** Evaluations of examples of class 0, each a text: `r` for right; else the class it was taken for, in capitals with little for its own. */
function tested(courses: readonly string[]) {
  const length = courses[0]?.length ?? 0;
  return Array.from({ length }, (_, place) => {
    const signs = courses.map((course) => course[place] ?? "");
    return {
      labels: new Uint16Array(courses.length),
      chosen: Uint16Array.from(signs, (sign) =>
        sign === "r" ? 0 : "abc".indexOf(sign.toLowerCase()) + 1,
      ),
      losses: Float32Array.from(signs, (sign) =>
        sign === "r" ? 0.1 : /[ABC]/u.test(sign) ? 4 : 1,
      ),
    };
  });
}

/** The same by what the texts look like. */
const looks: Readonly<Record<CourseKind, (course: string) => boolean>> = {
  hard: (course) => /^[^r]+$/u.test(course),
  forgotten: (course) => /r.*[^r]$/u.test(course),
  late: (course) => {
    const found = /^(?<before>[^r]+)r+$/u.exec(course)?.groups?.["before"];
    return found !== undefined && 2 * found.length >= course.length;
  },
  suspicious: (course) =>
    /^[^r]+$/u.test(course) &&
    course.split((course.at(-1) ?? "").toUpperCase()).length - 1 >= 0.75 * course.length,
};

describe("what became of examples over the evaluations of a run", () => {
  it("is told of each by its course", () => {
    const courses = ["rrrr", "abab", "arrr", "aabr", "rrra", "araa", "AAAA", "aAAA", "ABAA"];
    expect(coursesOf(tested(courses))).toEqual({
      hard: [6, 8, 7, 1],
      forgotten: [4, 5],
      late: [3],
      suspicious: [6, 8, 7],
    });
  });

  it("is what its text looks like, whatever the course", () => {
    const sign = fc.constantFrom("r", "r", "a", "b", "A", "B");
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 13 }).chain((length) =>
          fc.array(
            fc.array(sign, { minLength: length, maxLength: length }).map((all) => all.join("")),
            { minLength: 1, maxLength: 20 },
          ),
        ),
        (courses) => {
          const found = coursesOf(tested(courses));
          for (const kind of courseKinds) {
            const expected = courses.flatMap((course, example) =>
              looks[kind](course) ? [example] : [],
            );
            expect(found[kind].toSorted((a, b) => a - b)).toEqual(expected);
          }
        },
      ),
    );
  });

  it("begins with those that show it most", () => {
    // Longest right before, then the higher loss; learned last; the highest loss.
    expect(coursesOf(tested(["raaa", "rraa", "rraA"])).forgotten).toEqual([2, 1, 0]);
    expect(coursesOf(tested(["aaarr", "aaaar", "AAAAr"])).late).toEqual([2, 1, 0]);
    expect(coursesOf(tested(["aaa", "aaA", "AAA"])).hard).toEqual([2, 1, 0]);
  });

  it("is not told by one evaluation, or none", () => {
    for (const courses of [[], ["a", "r"]]) {
      expect(Object.values(coursesOf(tested(courses))).flat()).toEqual([]);
    }
  });
});
