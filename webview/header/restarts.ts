import type { RunState } from "../../model/run/state.js";
import { t } from "../words/l10n.js";
import type { ConfigChanges } from "../protocol.js";
import type { NoticeAction } from "./notice.js";

const chapterLearningRate = 0.1;
const largestSeed = 0xffff_ffff;

/** One click: a new run like this one with these changes. */
function restart(id: string, label: string, changes: ConfigChanges): NoticeAction {
  return { id, label, icon: "debug-restart", request: { kind: "restart", changes } };
}

export function restartWithNewSeed({ started }: RunState): NoticeAction {
  const seed = started?.config.seed ?? 0;
  const next = seed >= largestSeed ? 0 : seed + 1;
  return restart("newSeed", t("Restart with seed {0}", next), { seed: next });
}

export function restartWithLearningRate(learningRate: number): NoticeAction {
  // 0.1 / 10 is 0.01, not 0.010000000000000002.
  const rate = Number(learningRate.toPrecision(6));
  return restart("learningRate", t("Restart with learning rate {0}", rate), { learningRate: rate });
}

export function restartWithLowerRate({ started }: RunState): NoticeAction {
  return restartWithLearningRate((started?.config.learningRate ?? chapterLearningRate) / 10);
}

export function restartWithHigherRate({ started }: RunState): NoticeAction {
  return restartWithLearningRate((started?.config.learningRate ?? chapterLearningRate) * 10);
}

/** Towards the chapter's rate, if the run's is lower. */
export function restartWithChapterRate({ started }: RunState): readonly NoticeAction[] {
  const rate = started?.config.learningRate ?? chapterLearningRate;
  return rate < chapterLearningRate ? [restartWithLearningRate(chapterLearningRate)] : [];
}

export function restartWithEpochs(epochs: number): NoticeAction {
  const label = epochs === 1 ? t("Restart with 1 epoch") : t("Restart with {0} epochs", epochs);
  return restart("epochs", label, { epochs });
}
