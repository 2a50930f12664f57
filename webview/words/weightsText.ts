import { formatCount } from "./format.js";
import { t } from "./l10n.js";

/** Of which weights the answer is: the run goes on, and one may look back at what it has kept. */
export function weightsText(
  { step }: { readonly step: number },
  { epoch, isPast }: { readonly epoch: number | null; readonly isPast: boolean },
): string {
  const count = formatCount(step);
  if (!isPast) return t("at step {0}", count);
  return epoch === null
    ? t("weights of step {0}", count)
    : t("weights of step {0}, epoch {1}", count, epoch);
}
