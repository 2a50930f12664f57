import type { Standing } from "../state/longQuestion.js";
import { durationText } from "../words/durationText.js";
import { formatCount } from "../words/format.js";
import { t } from "../words/l10n.js";

/** How far an evaluation is. */
export function progressText({
  done,
  of,
  secondsLeft,
}: Extract<Standing, { readonly kind: "asking" }>): string {
  if (of === 0) return t("Opening the network and its test set");
  const images = t("{0} of {1} images", formatCount(done), formatCount(of));
  return secondsLeft === undefined
    ? images
    : t("{0}, about {1} left", images, durationText(secondsLeft));
}
