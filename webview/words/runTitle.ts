import { formatRunDate } from "../../model/run/runDate.js";
import type { ComparableRun } from "../protocol.js";
import { t } from "./l10n.js";

type Named = Pick<ComparableRun, "startedAt" | "network" | "testAccuracy" | "isSample">;

/** By which a person tells runs apart. */
export function runTitle(run: Named, language: string): string {
  const date = run.isSample ? t("The sample run") : formatRunDate(run.startedAt, language);
  const accuracy = run.testAccuracy === null ? null : run.testAccuracy.toFixed(3);
  return [date, run.network, accuracy].filter((part) => part !== null).join(" · ");
}
