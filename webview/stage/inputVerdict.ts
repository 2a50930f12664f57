import type { NetworkGraph } from "../../model/network/graph.js";
import { t } from "../words/l10n.js";
import { nameOf } from "../../model/network/nodeId.js";
import { paddedGroups, type InputLimits } from "../state/whatIf.js";

/** What the smallest inputs come to, in words; derived from the network. */
export function inputVerdict(graph: NetworkGraph, { least, padded }: InputLimits): string {
  if (least === null) return "";
  const works = t("Works from {0}×{0} up.", least);
  if (padded < least) return works;
  const groups = paddedGroups(graph).map(nameOf);
  return groups.length === 0
    ? `${works} ${t("Up to {0}×{0} the last windows see one position and padding around it.", padded)}`
    : `${works} ${t("At this size the windows of {0} see one position and padding around it.", listed(groups))}`;
}

/** The first and the last where there are many. */
function listed(names: readonly string[]): string {
  const [first = "", last = ""] = [names[0], names.at(-1)];
  return names.length > 3 ? t("{0} to {1}", first, last) : names.join(", ");
}
