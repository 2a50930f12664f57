import type { Sighting } from "../../model/metrics/watchdog/watch.js";
import type { RunState } from "../../model/run/state.js";
import { t, translateSentences } from "../l10n.js";
import type { PageCommand } from "../protocol.js";
import { sawLosses } from "./findingNotice.js";
import type { Notice, NoticeAction } from "./notices.js";
import { restartWithLowerRate, restartWithNewSeed } from "./restarts.js";

/** Why a run has failed, as the trainer tells it; null where none has. */
export function failureNotice(run: RunState, sightings: readonly Sighting[]): Notice | null {
  const { phase, failure } = run;
  if (phase !== "failed" || failure === null) return null;
  const lost = sightings.map(({ finding }) => finding).find(({ id }) => id === "lostLoss");
  const saw = lost?.id === "lostLoss" ? [sawLosses(lost.lastLosses, lost.level)] : [];
  const kept =
    failure.checkpoint === null ? [] : [t("The last checkpoint is kept: {0}.", failure.checkpoint)];
  return {
    id: "failure",
    kind: "error",
    title: translateSentences(failure.message),
    sentences: [
      ...saw,
      translateSentences(failure.reason),
      translateSentences(failure.action),
      ...kept,
    ].filter((each) => each !== ""),
    actions: [
      ...(lost === undefined
        ? [command("restart", t("Restart"), "debug-restart")]
        : [restartWithLowerRate(run), restartWithNewSeed(run)]),
      command("showLog", t("Show Log"), "output"),
    ],
    dismissal: null,
  };
}

function command(id: PageCommand, label: string, icon: string): NoticeAction {
  return { id, label, icon, request: { kind: "command", command: id } };
}
