import type { RunState } from "../../model/run/state.js";
import { t, translateMessage } from "../words/l10n.js";
import { warningDismissal } from "./dismissal.js";
import type { Notice } from "./notice.js";

/** What a run that goes on has told of that went otherwise than was asked for; null where nothing has. */
export function warningNotice(run: RunState): Notice | null {
  const { warnings } = run;
  if (warnings.length === 0) return null;
  return {
    id: "warning",
    kind: "warning",
    title: t("Something went otherwise in this run."),
    sentences: warnings.map((each) => translateMessage(each)),
    actions: [],
    dismissal: warningDismissal(run),
  };
}
