import { formatCount } from "./format.js";
import { t } from "./l10n.js";

/** Names a moment of a run; its epoch is null where the run has not begun. */
export function momentTitle(step: number, epoch: number | null): string {
  const count = formatCount(step);
  return epoch === null ? t("step {0}", count) : t("step {0}, epoch {1}", count, epoch);
}
