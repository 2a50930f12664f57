import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { MapColoring } from "../evaluationView.js";
import type { MapContent } from "./mapState.js";

/** Points of one color. */
export interface PointKind {
  /** The class in the style sheet that has its color. */
  readonly color: string;
  /** What the legend says; empty for one of a scale's middle. */
  readonly text: string;
}

/** The color of each point, as the number of its kind, and the kinds in the order in which they are drawn. */
export interface ColoredPoints {
  readonly kinds: readonly PointKind[];
  readonly kindOf: (example: number) => number;
}

/** Colors that can be told apart; of more classes they come again. */
export const classColors = 10;
const lossColors = 8;
/** What is beyond has the last color: a few are far worse than all others. */
const usualShare = 0.98;

export function coloredPoints({ tested, count }: MapContent, coloring: MapColoring): ColoredPoints {
  const { labels, chosen, losses, classNames } = tested.said;
  switch (coloring) {
    case "class":
      return {
        kinds: classNames.map((text, label) => ({ color: `class-${label % classColors}`, text })),
        kindOf: (example) => labels[example] ?? 0,
      };
    case "error":
      return {
        kinds: [
          { color: "is-right", text: t("Right") },
          { color: "is-mistake", text: t("Mistake") },
        ],
        kindOf: (example) => (labels[example] === chosen[example] ? 0 : 1),
      };
    case "loss": {
      const most = usualMost(losses.subarray(0, count));
      return {
        kinds: Array.from({ length: lossColors }, (_, step) => ({
          color: `loss-${step}`,
          text: lossText(step, most),
        })),
        kindOf: (example) => {
          // A root, since most losses are small.
          const share = Math.sqrt(Math.max(0, losses[example] ?? 0) / most);
          return Math.min(lossColors - 1, Math.floor(share * lossColors));
        },
      };
    }
  }
}

function usualMost(losses: Float32Array): number {
  const sorted = losses.slice().sort();
  return Math.max(1e-6, sorted[Math.floor(usualShare * (sorted.length - 1))] ?? 0);
}

function lossText(step: number, most: number): string {
  if (step === 0) return "0";
  return step === lossColors - 1
    ? t("{0} and more", formatMeasured(most * (step / lossColors) ** 2))
    : "";
}
