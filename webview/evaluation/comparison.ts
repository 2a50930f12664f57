import { beyondChance, mcnemar } from "../../model/metrics/mcnemar.js";
import type { Tested } from "./tested.js";

/** How two do at the same images. */
export interface Duel {
  readonly examples: number;
  /** Images that one gets right and the other wrong. */
  readonly onlyOwn: number;
  readonly onlyOther: number;
  /** Of a gap at least as large, if both were equally good (`mcnemar`). */
  readonly likelihood: number;
  /** Whether it is hardly chance. */
  readonly isBeyondChance: boolean;
}

export interface ClassDuel extends Duel {
  readonly label: number;
  readonly name: string;
  readonly recall: Pair;
  readonly precision: { readonly own: number | null; readonly other: number | null };
}

interface Pair {
  readonly own: number;
  readonly other: number;
}

/** Two runs that were tested with the same images. */
export interface Comparison extends Duel {
  readonly own: Tested;
  readonly other: Tested;
  readonly classes: readonly ClassDuel[];
}

/** As is usual: one in twenty. */
const risk = 0.05;

/** Null where they were tested with other images: then nothing can be said image by image. */
export function comparisonOf(own: Tested, other: Tested): Comparison | null {
  const [labels, others] = [own.said.labels, other.said.labels];
  const areSame =
    labels.length === others.length && labels.every((each, at) => each === others[at]);
  if (!areSame) return null;
  const classes = own.said.classNames.length;
  const [onlyOwn, onlyOther] = [new Uint32Array(classes), new Uint32Array(classes)];
  labels.forEach((label, example) => {
    const [ownRight, otherRight] = [isRight(own, example), isRight(other, example)];
    if (ownRight === otherRight) return;
    const counts = ownRight ? onlyOwn : onlyOther;
    counts[label] = (counts[label] ?? 0) + 1;
  });
  const duels = own.classes.map(({ label, name, examples, accuracy, precision }) => {
    const there = other.classes.find((each) => each.label === label);
    const [one, another] = [onlyOwn[label] ?? 0, onlyOther[label] ?? 0];
    return {
      ...{ label, name, examples, onlyOwn: one, onlyOther: another },
      likelihood: mcnemar(one, another),
      recall: { own: accuracy, other: there?.accuracy ?? 0 },
      precision: { own: precision, other: there?.precision ?? null },
    };
  });
  const beyond = beyondChance(
    duels.map(({ likelihood }) => likelihood),
    risk,
  );
  const sum = (counts: Uint32Array): number => counts.reduce((all, count) => all + count, 0);
  const [one, another] = [sum(onlyOwn), sum(onlyOther)];
  const likelihood = mcnemar(one, another);
  return {
    ...{ own, other, examples: labels.length, onlyOwn: one, onlyOther: another, likelihood },
    isBeyondChance: likelihood < risk,
    classes: duels.map((duel, place) => ({ ...duel, isBeyondChance: beyond[place] ?? false })),
  };
}

function isRight({ said }: Tested, example: number): boolean {
  return said.chosen[example] === said.labels[example];
}

/** Which images are looked at, of one class or of all. */
export const sides = ["onlyOwn", "onlyOther", "neither"] as const;
export type Side = (typeof sides)[number];

/** A cell: of its class those that exactly one of the two takes for the other, or those that one of them does. */
export type ComparedChoice =
  | { readonly kind: "side"; readonly side: Side; readonly label: number | null }
  | {
      readonly kind: "cell";
      readonly by: TakenBy;
      readonly label: number;
      readonly chosen: number;
    };

/** Of one alone, whichever it is; or of the one, or of the other. */
export type TakenBy = "one" | "own" | "other";

/** The worst of the one that is wrong first; of equal ones the first of the data set. */
export function comparedExamples(
  { own, other }: Comparison,
  choice: ComparedChoice,
): readonly number[] {
  const found = [...own.said.labels.keys()].filter((example) =>
    choice.kind === "side"
      ? isOfSide(own, other, choice, example)
      : isOfCell(own, other, choice, example),
  );
  const lossOf = (example: number): number =>
    Math.max(own.said.losses[example] ?? 0, other.said.losses[example] ?? 0);
  return found.toSorted((a, b) => lossOf(b) - lossOf(a) || a - b);
}

function isOfSide(
  own: Tested,
  other: Tested,
  { side, label }: { readonly side: Side; readonly label: number | null },
  example: number,
): boolean {
  if (label !== null && own.said.labels[example] !== label) return false;
  const [ownRight, otherRight] = [isRight(own, example), isRight(other, example)];
  switch (side) {
    case "onlyOwn":
      return ownRight && !otherRight;
    case "onlyOther":
      return !ownRight && otherRight;
    case "neither":
      return !ownRight && !otherRight;
  }
}

function isOfCell(
  own: Tested,
  other: Tested,
  { by, label, chosen }: Extract<ComparedChoice, { readonly kind: "cell" }>,
  example: number,
): boolean {
  if (own.said.labels[example] !== label) return false;
  const takes = ({ said }: Tested): boolean => said.chosen[example] === chosen;
  switch (by) {
    case "one":
      return takes(own) !== takes(other);
    case "own":
      return takes(own);
    case "other":
      return takes(other);
  }
}
