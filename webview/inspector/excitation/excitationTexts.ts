import type { ChannelExcitation } from "../../../model/asking/channelExcitation.js";
import type { Standing } from "../../state/longQuestion.js";
import type { WeightsTold } from "../../state/weightsTold.js";
import { formatCount, formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { sentenceBefore } from "../../words/sentence.js";
import type { Patch } from "./patches.js";

export function classText(
  { classNames }: Pick<ChannelExcitation, "classNames">,
  label: number,
): string {
  return classNames[label] ?? t("Class {0}", label);
}

/** How the question for the images stands; `told` says of which weights they are. */
export function standingText(
  standing: Standing,
  answer: ChannelExcitation | null,
  told: WeightsTold,
): string {
  switch (standing.kind) {
    case "asking":
      return standing.of === 0
        ? t("Preparing the network …")
        : t("Looked at {0} of {1} images", formatCount(standing.done), formatCount(standing.of));
    case "absent":
      return t("There is no trained network yet: it comes with the first checkpoint of a run.");
    case "failed":
      return standing.message;
    case "quiet":
      return answer === null
        ? t(
            "The images of the test set that excite a channel most show what it looks for. Among how many?",
          )
        : t("{0} images, {1}", formatCount(answer.examples), told(answer.step));
  }
}

/** What a person hears of a patch. */
export function spokenPatch(answer: ChannelExcitation, { example, label, value }: Patch): string {
  return t("Image {0}, {1}: {2}", example, classText(answer, label), formatMeasured(value));
}

/** All that is known of it. */
export function readingOf(answer: ChannelExcitation, patch: Patch): string {
  const { example, label, chosen } = patch;
  const name = classText(answer, label);
  const image =
    label === chosen
      ? t("Image {0}: {1}", example, name)
      : t("Image {0}: {1}, taken for {2}", example, name, classText(answer, chosen));
  return sentenceBefore(image, placeText(patch));
}

function placeText({ rows, columns, input: [height, width] }: Patch): string {
  const [tall, wide] = [rows.to - rows.from, columns.to - columns.from];
  return tall === height && wide === width
    ? t("Its strongest unit sees the whole image.")
    : t(
        "Its strongest unit sees {0} × {1} pixels of it, from row {2}, column {3} on.",
        ...[tall, wide, rows.from + 1, columns.from + 1],
      );
}

/** Why there are no images of a channel, or fewer than there could be; empty where there are all. */
export function fewText(channel: number, found: number, most: number): string {
  if (found === most) return "";
  if (found === 0) return t("None of these images excites channel {0}: it is silent.", channel);
  return found === 1
    ? t("One of these images alone excites channel {0}.", channel)
    : t("Only {0} of these images excite channel {1}.", found, channel);
}
