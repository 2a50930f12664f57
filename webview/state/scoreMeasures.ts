import { formatMeasured, formatShare } from "../words/format.js";
import { t } from "../words/l10n.js";
import type { Measure } from "./measures.js";

/** What an auxiliary head says of the classes: no other node has such numbers, and nothing is colored by them. */
export const scoreMeasures: readonly Measure[] = [
  {
    id: "loss",
    source: "live",
    title: t("Loss of the head"),
    word: t("loss"),
    sign: "L",
    explanation: t(
      "The cross-entropy of the head's own scores over the batch. By its weight it is added to what the step descends, and not to the loss that is reported.",
    ),
    format: formatMeasured,
    brief: formatMeasured,
    scale: { kind: "log", range: { from: 0.01, to: 10 }, isFixed: false },
    tick: formatMeasured,
  },
  {
    id: "accuracy",
    source: "live",
    title: t("Accuracy of the head"),
    word: t("accuracy"),
    sign: "✓",
    explanation: t("The share of the batch that the head's own scores tell right."),
    format: formatShare,
    brief: formatShare,
    scale: { kind: "root", range: { from: 0, to: 1 }, isFixed: true },
    tick: formatShare,
  },
];
