import type { ComparedSetting, TrackStanding, Track } from "../../model/metrics/track.js";
import { formatCount } from "../words/format.js";
import { t } from "../words/l10n.js";

/** Whether the run is on track, in a sentence. */
export function verdictOf(track: Track): string {
  const { standing, epoch, own, end, unrecorded } = track;
  if (end?.hasFailed === true) return failedVerdict(end.step, epoch, own);
  if (unrecorded !== null) {
    return t(
      "No results of {0} came along: there is nothing to compare this one with.",
      unrecorded,
    );
  }
  if (epoch === null || own === null) return noEpochYet(end !== null);
  return standing === null
    ? t("There is nothing to compare epoch {0} with.", epoch)
    : standingVerdict(standing, track, own.trainAccuracy.toFixed(3), epoch);
}

function noEpochYet(hasEnded: boolean): string {
  return hasEnded
    ? t("The run ended before its first epoch did: there is nothing to compare.")
    : t("The first comparison comes with the end of the first epoch.");
}

function standingVerdict(
  standing: TrackStanding,
  { against, by }: Pick<Track, "against" | "by">,
  accuracy: string,
  epoch: number,
): string {
  const distance = Math.abs(by).toFixed(3);
  const isChapter = against === "chapter";
  switch (standing) {
    case "level":
      return isChapter
        ? t("Level with the chapter: training accuracy {0} after epoch {1}.", accuracy, epoch)
        : t(
            "Level with the recorded runs: training accuracy {0} after epoch {1}.",
            accuracy,
            epoch,
          );
    case "ahead":
      return isChapter
        ? t("Ahead of the chapter: training accuracy {0}, {1} above its best.", accuracy, distance)
        : t(
            "Ahead of the recorded runs: training accuracy {0} after epoch {1}, {2} above them.",
            accuracy,
            epoch,
            distance,
          );
    case "behind":
      return isChapter
        ? t("Behind the chapter: training accuracy {0}, {1} below its lowest.", accuracy, distance)
        : t(
            "Behind the recorded runs: training accuracy {0} after epoch {1}, {2} below them.",
            accuracy,
            epoch,
            distance,
          );
  }
}

/** What it had reached is told, not where it stands: it ended elsewhere. */
function failedVerdict(step: number, epoch: number | null, own: Track["own"]): string {
  const steps = formatCount(step);
  return epoch === null || own === null
    ? t("The run failed at step {0}, before its first epoch ended.", steps)
    : t(
        "The run failed at step {0}. After epoch {1} its training accuracy was {2}.",
        steps,
        epoch,
        own.trainAccuracy.toFixed(3),
      );
}

const settings: Readonly<Record<ComparedSetting, string>> = {
  network: t("network"),
  dataset: t("data set"),
  inputSize: t("input size"),
  batchSize: t("batch size"),
  learningRate: t("learning rate"),
  schedule: t("schedule"),
  optimizer: t("optimizer"),
  weightDecay: t("weight decay"),
  labelSmoothing: t("label smoothing"),
  clipNorm: t("gradient limit"),
  augment: t("changed pictures"),
  averageOver: t("mean of the weights"),
  init: t("first weights"),
  firstSizes: t("first sizes"),
  holdOut: t("held out images"),
};

/** What makes the comparison say less; empty for the chapter's recipe. */
export function cautionOf({ differences, unrecorded }: Track): string {
  if (differences.length === 0 || unrecorded !== null) return "";
  const list = differences
    .map(({ setting, own, chapter }) =>
      t("{0} {1} instead of {2}", settings[setting], own, chapter),
    )
    .join(", ");
  return t("This is not the chapter's recipe ({0}), so the numbers need not agree.", list);
}
