import { type Message, says } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";

/** The numbers that stand for classes in a file, in their order. */
export type Numbers = readonly number[];

/** Those of the training labels; throws a UsageError where there is nothing to tell apart, or the test has others. */
export function numbersOf(directory: string, train: Uint8Array, test: Uint8Array): Numbers {
  const numbers = [...new Set(train)].sort((one, other) => one - other);
  const remedy = { remedy: "data" } as const;
  const lack = lackOf(numbers, test);
  if (lack !== null) {
    throw new UsageError(
      says("The data set in {0} cannot be trained on.", directory),
      lack,
      "Choose a data set of two classes or more, with a test part.",
      remedy,
    );
  }
  const strange = test.find((number) => !numbers.includes(number));
  if (strange === undefined) return numbers;
  throw new UsageError(
    says("The labels in {0} do not belong together.", directory),
    says("The test has the class {0}, which the training images lack.", strange),
    "Choose a folder whose files are of one data set.",
    remedy,
  );
}

function lackOf([first, second]: Numbers, test: Uint8Array): Message | null {
  if (first === undefined) return says("It has no images to train on.");
  if (second === undefined)
    return says("All of its images to train on are of one class, {0}.", first);
  return test.length === 0 ? says("It has no images for the test.") : null;
}

/** Numbered anew from 0 without gaps, as a network's outputs are. */
export function labelsOf(values: Uint8Array, numbers: Numbers): Uint8Array {
  const places = new Map(numbers.map((number, place) => [number, place]));
  return values.map((value) => places.get(value) ?? 0);
}
