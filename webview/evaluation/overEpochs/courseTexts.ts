import type { CourseKind } from "../../../model/metrics/courses.js";
import { formatCount } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { Followed } from "./followed.js";

export const courseTitles: Readonly<Record<CourseKind, string>> = {
  hard: t("Hard throughout"),
  forgotten: t("Forgotten"),
  late: t("Learned late"),
  suspicious: t("Suspicious labels"),
};

export const courseMeanings: Readonly<Record<CourseKind, string>> = {
  hard: t("Never taken for what they are; the highest loss first."),
  forgotten: t(
    "Taken for what they are once, and at the end for something else; those that were right longest first.",
  ),
  late: t(
    "Taken for what they are since the second half alone; those that were learned last first.",
  ),
  suspicious: t(
    "Taken for one other class nearly throughout, while their own had less than 10 %: look whether the label is right.",
  ),
};

export function courseTitle(kind: CourseKind, count: number): string {
  return t("{0} ({1})", courseTitles[kind], formatCount(count));
}

/** Such as "Shirt → Coat": what an example is, and what it was taken for at the end. */
export function courseName(followed: Followed, example: number): string {
  const [label, chosen] = lastOf(followed, example);
  const name = nameOf(followed, label);
  return label === chosen ? name : `${name} → ${nameOf(followed, chosen)}`;
}

/** The loss at the end, as short as a tile needs. */
export function lossText(followed: Followed, example: number): string {
  return t("loss {0}", lossAtEnd(followed, example).toFixed(2));
}

/** All that a tile shows, for a screen reader. */
export function spokenCourse(followed: Followed, example: number): string {
  const [label, chosen] = lastOf(followed, example);
  const right = followed.tested.flatMap(({ chosen: all, epoch }) =>
    all[example] === label ? [epoch] : [],
  );
  const taken =
    label === chosen
      ? t("Image {0}: {1}, taken for what it is", example, nameOf(followed, label))
      : t(
          "Image {0}: {1}, taken for {2}",
          example,
          nameOf(followed, label),
          nameOf(followed, chosen),
        );
  const when =
    right.length === 0
      ? t("right after no epoch")
      : t("right after {0} of {1} epochs that were kept", right.length, followed.tested.length);
  return t("{0}; {1}", t("{0}; {1}", taken, lossText(followed, example)), when);
}

function lossAtEnd({ tested }: Followed, example: number): number {
  return tested.at(-1)?.losses[example] ?? NaN;
}

function lastOf({ tested }: Followed, example: number): readonly [label: number, chosen: number] {
  const last = tested.at(-1);
  return [last?.labels[example] ?? NaN, last?.chosen[example] ?? NaN];
}

function nameOf({ classNames }: Followed, label: number): string {
  return classNames[label] ?? String(label);
}
