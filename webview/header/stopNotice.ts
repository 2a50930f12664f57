import { isResumable } from "../../model/run/resumable.js";
import type { RunState } from "../../model/run/state.js";
import { t, translateMessage } from "../words/l10n.js";
import { stopDismissal } from "./dismissal.js";
import type { Notice, NoticeAction } from "./notice.js";

/** Why a run has stopped that a person did not stop, as the host tells it; null of any other. */
export function stopNotice(run: RunState): Notice | null {
  const { phase, message } = run;
  if (phase !== "stopped" || message === null) return null;
  return {
    id: "stopped",
    kind: "information",
    title: translateMessage(message),
    sentences: [],
    actions: [isResumable(run) ? resume : restart],
    dismissal: stopDismissal(run),
  };
}

const resume: NoticeAction = {
  id: "resume",
  label: t("Resume"),
  icon: "debug-continue",
  request: { kind: "command", command: "resume" },
};

const restart: NoticeAction = {
  id: "restart",
  label: t("Restart"),
  icon: "debug-restart",
  request: { kind: "command", command: "restart" },
};
