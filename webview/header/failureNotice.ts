import { hasLostNumbers } from "../../model/metrics/watchdog/lostLoss.js";
import type { Sighting } from "../../model/metrics/watchdog/watch.js";
import { failureSaid } from "../../model/run/failureTexts.js";
import type { RunState } from "../../model/run/state.js";
import type { Remedy } from "../../model/messages/userError.js";
import { t, translateMessage } from "../words/l10n.js";
import type { PageCommand } from "../protocol.js";
import { sawLosses } from "./findingNotice.js";
import type { Notice, NoticeAction } from "./notice.js";
import { restartWithLowerRate, restartWithNewSeed } from "./restarts.js";

/** Why a run has failed, as the trainer tells it; null where none has. */
export function failureNotice(run: RunState, sightings: readonly Sighting[]): Notice | null {
  const { phase, failure } = run;
  if (phase !== "failed" || failure === null) return null;
  const lost = sightings.map(({ finding }) => finding).find(({ id }) => id === "lostLoss");
  const saw = lost?.id === "lostLoss" ? [sawLosses(lost.lastLosses, lost.level)] : [];
  const kept =
    failure.checkpoint === null ? [] : [t("The last checkpoint is kept: {0}.", failure.checkpoint)];
  const said = failureSaid(failure);
  return {
    id: "failure",
    kind: "error",
    title: translateMessage(said.message),
    sentences: [
      ...saw,
      translateMessage(said.reason),
      translateMessage(said.action),
      ...kept,
    ].filter((each) => each !== ""),
    actions: [
      ...preparations(failure.remedy),
      ...(hasLostNumbers(run)
        ? [restartWithLowerRate(run), restartWithNewSeed(run)]
        : beginnings(run, failure.remedy)),
      command("showLog", t("Show Log"), "output"),
    ],
    dismissal: null,
  };
}

/** What must be done before another run can go better, as the box of VS Code offers it too. */
function preparations(remedy: Remedy | null): readonly NoticeAction[] {
  switch (remedy) {
    case "setup":
      return [command("setup", t("Install TensorFlow Runtime"), "cloud-download")];
    case "engine":
      return [command("selectEngine", t("Select Engine"), "server-environment")];
    case "data":
      return [
        {
          id: "dataSetting",
          label: t("Open Settings"),
          icon: "settings-gear",
          request: { kind: "dataSetting" },
        },
      ];
    // Only the set-up of a runtime fails for want of a Python, and no run does.
    case "python":
    case "resume":
    case "restart":
    case "lowerRate":
    case null:
      return [];
  }
}

/** Ways to train again, the one that helps most first. */
function beginnings(
  { started, checkpoint }: RunState,
  remedy: Remedy | null,
): readonly NoticeAction[] {
  // The form reads the settings again, which may be what was wrong.
  if (started === null) return [command("train", t("Try Again"), "debug-restart")];
  const restart = command("restart", t("Restart"), "debug-restart");
  if (checkpoint === null) return [restart];
  const resume = command("resume", t("Resume"), "debug-continue");
  return remedy === "restart" ? [restart, resume] : [resume, restart];
}

function command(id: PageCommand, label: string, icon: string): NoticeAction {
  return { id, label, icon, request: { kind: "command", command: id } };
}
