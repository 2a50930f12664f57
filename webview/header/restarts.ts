import { chapterLearningRate, higherRate, lowerRate } from "../../model/run/chapterRate.js";
import type { RunState } from "../../model/run/state.js";
import { t } from "../words/l10n.js";
import type { ConfigChanges } from "../protocol.js";
import type { NoticeAction } from "./notice.js";

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

function restartWithLearningRate(learningRate: number): NoticeAction {
  const label = t("Restart with learning rate {0}", learningRate);
  return restart("learningRate", label, { learningRate });
}

export function restartWithLowerRate(run: RunState): NoticeAction {
  return restartWithLearningRate(lowerRate(rateOf(run)));
}

export function restartWithHigherRate(run: RunState): NoticeAction {
  return restartWithLearningRate(higherRate(rateOf(run)));
}

/** Towards the chapter's rate, if the run's is lower. */
export function restartWithChapterRate(run: RunState): readonly NoticeAction[] {
  return rateOf(run) < chapterLearningRate ? [restartWithLearningRate(chapterLearningRate)] : [];
}

/** Against one step that was too large: first what makes steps smaller, where the rate is above the chapter's. */
export function restartsWithSmallerStep(run: RunState): readonly NoticeAction[] {
  const [lower, seed] = [restartWithLowerRate(run), restartWithNewSeed(run)];
  return rateOf(run) > chapterLearningRate ? [lower, seed] : [seed, lower];
}

/** What the run was asked to take; the chapter's before that is known. */
export function rateOf({ started }: RunState): number {
  return started?.config.learningRate ?? chapterLearningRate;
}

export function restartWithEpochs(epochs: number): NoticeAction {
  const label = epochs === 1 ? t("Restart with 1 epoch") : t("Restart with {0} epochs", epochs);
  return restart("epochs", label, { epochs });
}
