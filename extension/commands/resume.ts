import * as vscode from "vscode";
import { isActive } from "../../model/run/phase.js";
import { isResumable } from "../../model/run/resumable.js";
import { notApplicable, trainAction } from "../errors.js";
import { isAtWork, notAtWork, untrusted } from "./reasons.js";
import { noArgument } from "./arguments.js";
import { defineCommand, type CommandParts } from "./command.js";

export const resume = defineCommand({
  id: "googlenet.resume",
  argument: noArgument,
  disabled: (parts) => {
    if (isAtWork(parts)) {
      if (parts.live.state().phase === "paused") return null;
      return notApplicable(vscode.l10n.t("No run is paused."));
    }
    if (resumable(parts) !== null) return untrusted();
    if (isActive(parts.store.state().phase)) return notAtWork(parts);
    const reason = vscode.l10n.t("There is no paused or interrupted run.");
    return notApplicable(reason, "", trainAction());
  },
  run: async (_, parts) => {
    const runId = resumable(parts);
    if (isAtWork(parts)) await parts.controller.unpause();
    else if (runId !== null) await parts.controller.resumeRun(runId);
  },
});

/** The run that is shown, where it can go on. */
function resumable({ store }: CommandParts): string | null {
  return isResumable(store.state()) ? store.runId() : null;
}
