import type { RunState } from "../../model/run/state.js";
import type { ComparableRun, WeightsOf } from "../protocol.js";
import { t } from "../words/l10n.js";
import { momentTitle } from "../words/momentTitle.js";
import { runTitle } from "../words/runTitle.js";
import { epochAt } from "./epochAt.js";
import { idOfWeights } from "./idOfWeights.js";

/** Weights that can be chosen. */
export interface OfferedWeights {
  readonly id: string;
  /** Names another run too. */
  readonly title: string;
  readonly weights: WeightsOf;
}

/** Weights that stand together in a list. */
export interface WeightsGroup {
  readonly title: string;
  readonly options: readonly OfferedWeights[];
}

interface Kept {
  /** Those of which the run has its weights. */
  readonly steps: readonly number[];
  /** The one at hand; null for none of them. */
  readonly but: number | null;
  /** It stays, though it may be given up meanwhile as the run goes on. */
  readonly chosen: number | null;
}

/** The moments of the run shown, the newest first. */
export function groupOfMoments(run: RunState, { steps, but, chosen }: Kept): WeightsGroup {
  const others = new Set(steps.filter((step) => step !== but));
  if (chosen !== null) others.add(chosen);
  return {
    title: t("Moments of this run"),
    options: [...others]
      .toSorted((a, b) => b - a)
      .map((step) => offer({ at: step }, momentTitle(step, epochAt(run, step)))),
  };
}

/** Other runs as they ended, and then as they were before. */
export function otherRunsOf(
  runs: readonly ComparableRun[],
  language: string,
): readonly WeightsGroup[] {
  const before = runs.flatMap((run) =>
    run.moments.toReversed().map((step) => {
      const title = `${runTitle({ ...run, testAccuracy: null }, language)} · ${momentTitle(step, null)}`;
      return offer({ run: run.id, at: step }, title);
    }),
  );
  return [
    {
      title: t("Other runs"),
      options: runs.map((run) => offer({ run: run.id }, runTitle(run, language))),
    },
    { title: t("Moments of other runs"), options: before },
  ];
}

function offer(weights: WeightsOf, title: string): OfferedWeights {
  return { id: idOfWeights(weights), title, weights };
}
