import type { MapTiles } from "../../../model/asking/seenImage.js";
import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";

/** What black and white stand for in maps of one node. */
export function scaleText({ largest, isSigned }: Pick<MapTiles, "largest" | "isSigned">): string {
  const most = formatMeasured(largest);
  return isSigned
    ? t("Black is {0}, gray 0, white {1}.", formatMeasured(-largest), most)
    : t("Black is 0, white {0}.", most);
}
