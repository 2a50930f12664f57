import type { RunState } from "../../model/run/state.js";
import { t, translateSentences } from "../l10n.js";
import type { Notice } from "./notices.js";

/** What a run that goes on has told of that went otherwise than was asked for; null where nothing has. */
export function warningNotice(run: RunState): Notice | null {
  const { warnings } = run;
  if (warnings.length === 0) return null;
  return {
    id: "warning",
    kind: "warning",
    title: t("Something went otherwise in this run."),
    sentences: warnings.map((each) => translateSentences(each)),
    actions: [],
    dismissal: warningDismissal(run),
  };
}

/** It is put away for its run, until there is another. */
export function warningDismissal({ started, warnings }: RunState): string {
  return [started?.runId ?? "", "warning", warnings.length].join(" ");
}
