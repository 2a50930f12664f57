import { formatCount } from "../words/format.js";
import { t } from "../words/l10n.js";
import type { LiveValues } from "./liveValues.js";
import type { Coloring } from "./measures.js";

/**
 * Of which step the live numbers are, said wherever they stand: a run measures them now and then, and may be
 * many steps further. Empty where there are none.
 */
export function liveAgeText({ step }: Pick<LiveValues, "step">): string {
  return step === null ? "" : t("numbers of step {0}", formatCount(step));
}

/** The same of what colors the picture: times are taken at steps of their own, and so are answers. */
export function coloringAge(live: LiveValues, { source }: Pick<Coloring, "source">): ColoringAge {
  const { step, timedStep, lossStep } = live;
  const isTimed = source === "timed" && timedStep !== null;
  const shown = source === "asked" ? lossStep : isTimed ? timedStep : step;
  if (shown === null) return { text: "", brief: "" };
  const count = formatCount(shown);
  return {
    text: isTimed ? t("times of step {0}", count) : liveAgeText({ step: shown }),
    brief: t("step {0}", count),
  };
}

export interface ColoringAge {
  readonly text: string;
  /** For where there is no more room; the text is then its tooltip. */
  readonly brief: string;
}
