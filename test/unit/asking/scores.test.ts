import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answersOf, saidOf } from "../../../model/asking/scores.js";
import { confusionTable, testedClasses } from "../../../model/metrics/testedClasses.js";

const float = fc.float({ min: -200, max: 200, noNaN: true });

/** Scores of some images for three classes, and their labels. */
const tests = fc
  .integer({ min: 1, max: 30 })
  .chain((count) =>
    fc.record({
      scores: fc.array(float, { minLength: 3 * count, maxLength: 3 * count }),
      labels: fc.array(fc.nat({ max: 2 }), { minLength: count, maxLength: count }),
    }),
  )
  .map(({ scores, labels }) => ({
    scores: Float32Array.from(scores),
    labels: Uint8Array.from(labels),
  }));

describe("what scores say of an image", () => {
  it("is a probability of each class, the more the higher its score", () => {
    fc.assert(
      fc.property(tests, ({ scores }) => {
        answersOf(scores, 3).forEach(({ probabilities, chosen, losses }, image) => {
          const own = scores.subarray(3 * image, 3 * image + 3);
          expect(probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
          expect(chosen).toBe(own.indexOf(Math.max(...own)));
          // By its definition, in the other order.
          const [first = NaN, second = NaN] = losses;
          expect(second - first).toBeCloseTo((own[0] ?? NaN) - (own[1] ?? NaN), 9);
        });
      }),
    );
  });

  it("has a loss also where its probability is too small for a number", () => {
    const [{ losses, probabilities } = { losses: [], probabilities: [] }] = answersOf(
      Float32Array.of(0, 3e6),
      2,
    );
    expect(losses).toEqual([3e6, 0]);
    expect(probabilities).toEqual([0, 1]);
  });
});

describe("an evaluation", () => {
  const names = ["dark", "gray", "bright"];

  it("counts each example once, and its means are those of its classes", () => {
    fc.assert(
      fc.property(tests, ({ scores, labels }) => {
        const answers = answersOf(scores, 3);
        const { examples, accuracy, loss, classes, confusion } = testedClasses(
          saidOf(answers, labels),
          names,
        );
        expect(examples).toBe(labels.length);
        const table = confusionTable(confusion, 3);
        expect(table.flat().reduce((sum, count) => sum + count, 0)).toBe(examples);
        table.forEach((row, label) => {
          expect(row.reduce((sum, count) => sum + count, 0)).toBe(
            labels.filter((each) => each === label).length,
          );
        });
        const hits = answers.filter(({ chosen }, place) => chosen === labels[place]);
        expect(accuracy).toBe(hits.length / examples);
        const weighed = classes.reduce((sum, each) => sum + each.loss * each.examples, 0);
        expect(loss).toBeCloseTo(weighed / examples, 6);
      }),
    );
  });

  it("tells of a class how much of it is found, and how much of what is taken for it is of it", () => {
    // Two dark ones, of which one is taken for gray, as is the gray one.
    const scores = Float32Array.of(9, 0, 0, 0, 9, 0, 0, 9, 0);
    const { classes, confusion } = testedClasses(saidOf(answersOf(scores, 3), [0, 0, 1]), names);
    expect(confusionTable(confusion, 3)).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [0, 0, 0],
    ]);
    expect(classes.map(({ name, accuracy, precision }) => [name, accuracy, precision])).toEqual([
      ["dark", 0.5, 1],
      ["gray", 1, 0.5],
    ]);
  });

  it("has no precision of a class that nothing is taken for", () => {
    const { classes } = testedClasses(saidOf(answersOf(Float32Array.of(0, 9, 0), 3), [0]), names);
    expect(classes.map(({ precision }) => precision)).toEqual([null]);
  });

  it("is refused where something is not said of an example", () => {
    const said = { labels: [0, 1], chosen: [0], losses: [1, 1] };
    expect(() => testedClasses(said, names)).toThrow("Example 1 has no label, or no answer.");
  });
});
