import * as z from "zod";
import { answersOf, saidOf } from "./scores.js";
import type { NetworkQuestion } from "./question.js";

/** What a network says of every example of its test set, in the set's order. */
export interface TestedExamples {
  /** The steps that its weights have taken. */
  readonly step: number;
  readonly classNames: readonly string[];
  /** Numbers of classes: what each example is, and what it is taken for. */
  readonly labels: Uint16Array;
  readonly chosen: Uint16Array;
  /** The cross-entropy of each. */
  readonly losses: Float32Array;
  /** The probability of the class that each is taken for. */
  readonly confidences: Float32Array;
}

/** Looks at the whole test set, which takes as long as an evaluation of the run. */
export const testedExamples: NetworkQuestion<null, TestedExamples> = {
  of: "network",
  input: z.null(),
  answer: async (network, _, watch) => {
    const { test, classNames } = await network.dataset();
    const { scores, step } = await network.testPass(watch);
    const answers = answersOf(scores, classNames.length);
    const { chosen, losses } = saidOf(answers, test.labels);
    return {
      ...{ step, classNames, labels: Uint16Array.from(test.labels) },
      ...{ chosen: Uint16Array.from(chosen), losses: Float32Array.from(losses) },
      confidences: Float32Array.from(
        answers,
        (answer) => answer.probabilities[answer.chosen] ?? NaN,
      ),
    };
  },
};
