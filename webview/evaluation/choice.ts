import { isRecord } from "../state/isRecord.js";
import type { TestedExamples } from "../../model/asking/testedExamples.js";

/** Which examples are looked at: all that are taken for another class, those of a cell, or the mistakes about a class. */
export type Choice =
  | { readonly kind: "mistakes" }
  | { readonly kind: "cell"; readonly label: number; readonly chosen: number }
  | { readonly kind: "class"; readonly label: number };

export const allMistakes: Choice = { kind: "mistakes" };

/** Those with the highest loss first, or those of which the network is surest. */
export const imageOrders = ["worst", "surest"] as const;
export type ImageOrder = (typeof imageOrders)[number];

type Said = Pick<TestedExamples, "labels" | "chosen" | "losses" | "confidences">;

/** Numbers of the examples of a choice, in that order; of equal ones the first of the data set first. */
export function examplesOf(choice: Choice, said: Said, order: ImageOrder): readonly number[] {
  const { labels, chosen } = said;
  const found: number[] = [];
  labels.forEach((label, example) => {
    if (isOf(choice, label, chosen[example] ?? label)) found.push(example);
  });
  const values = order === "worst" ? said.losses : said.confidences;
  return found.toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
}

function isOf(choice: Choice, label: number, chosen: number): boolean {
  switch (choice.kind) {
    case "mistakes":
      return label !== chosen;
    case "cell":
      return label === choice.label && chosen === choice.chosen;
    case "class":
      return label !== chosen && (label === choice.label || chosen === choice.label);
  }
}

/** Whether this is a choice; its classes may be none of a data set that came since. */
export function isChoice(value: unknown): value is Choice {
  if (!isRecord(value)) return false;
  const { kind, label, chosen } = value;
  switch (kind) {
    case "mistakes":
      return true;
    case "cell":
      return isNumber(label) && isNumber(chosen);
    case "class":
      return isNumber(label);
    default:
      return false;
  }
}

function isNumber(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

/** The same choice, as far as there are so many classes. */
export function choiceWithin(choice: Choice, classes: number): Choice {
  const isThere = [
    "label" in choice ? choice.label : 0,
    "chosen" in choice ? choice.chosen : 0,
  ].every((each) => each < classes);
  return isThere ? choice : allMistakes;
}
