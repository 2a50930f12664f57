import type { Coloring } from "../state/measures.js";
import { t } from "../words/l10n.js";

/** What the ends of the ramp are, in a few words. */
export function rangeText({ scale, source }: Coloring): string {
  if (scale.isFixed) return t("one scale for every run");
  return source === "static" ? t("over this network") : t("over this run so far");
}

/** The same in a sentence. */
export function rangeSentence({ scale, source }: Coloring): string {
  if (scale.isFixed) return t("A color means the same at every time.");
  return source === "static"
    ? t("The colors run from the least to the most that this network has.")
    : t(
        "The colors run from the least to the most that this run has shown so far: the range grows with the run, and never shrinks.",
      );
}
