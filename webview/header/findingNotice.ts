import { chapterLearningRate } from "../../model/run/chapterRate.js";
import type { Finding, FindingOf } from "../../model/metrics/watchdog/index.js";
import { unrecordedNetwork } from "../../model/metrics/track.js";
import type { Sighting } from "../../model/metrics/watchdog/watch.js";
import type { RunState } from "../../model/run/state.js";
import { formatCount, formatMeasured, formatShare } from "../words/format.js";
import { t } from "../words/l10n.js";
import { dismissalOf } from "./dismissal.js";
import type { Notice, NoticeAction } from "./notice.js";
import {
  rateOf,
  restartWithChapterRate,
  restartWithEpochs,
  restartWithHigherRate,
  restartWithLowerRate,
  restartWithNewSeed,
  restartsWithSmallerStep,
} from "./restarts.js";

interface FindingText {
  readonly title: string;
  /** With the numbers and the step. */
  readonly saw: string;
  readonly means: string;
  readonly actions: readonly NoticeAction[];
}

/** What the watchdog says of each finding; the compiler asks for one of each. */
const texts: {
  readonly [I in Finding["id"]]: (finding: FindingOf<I>, run: RunState) => FindingText;
} = {
  lostLoss: ({ step, what, lastLosses, level, learningRate }, run) => ({
    title:
      what === "loss"
        ? t("The loss is lost at step {0}.", formatCount(step))
        : t("Activations are no longer numbers at step {0}.", formatCount(step)),
    saw: sawLosses(lastLosses, level),
    means: t(
      "Usually a step at learning rate {0} was too large and the weights have grown without bound; they do not come back.",
      learningRate ?? "?",
    ),
    actions: [restartWithLowerRate(run), restartWithNewSeed(run)],
  }),
  divergence: ({ step, loss, level }, run) => ({
    title: t("The loss has jumped from {0} to {1}.", level.toFixed(3), formatMeasured(loss)),
    saw: t(
      "At step {0} it is {1} times the level of the steps before.",
      formatCount(step),
      formatMeasured(loss / level),
    ),
    means: t(
      "Usually the learning rate is at its limit: it may recover, or grow until it is no number.",
    ),
    actions: [restartWithLowerRate(run), restartWithNewSeed(run)],
  }),
  learningRateTooHigh: ({ step, learningRate, sign, share }, run) => ({
    title: t("Learning rate {0} looks too high.", learningRate),
    saw:
      sign === "update"
        ? t(
            "At step {0} a step moves the weights of the middle layer by {1} of themselves; about 10⁻³ is healthy.",
            formatCount(step),
            formatMeasured(share),
          )
        : t(
            "Up to step {0} the loss changes by {1} of itself from one batch to the next; below 30 % is usual.",
            formatCount(step),
            formatShare(share),
          ),
    means: t("Usually the weights jump over the valley instead of settling in it."),
    actions: [restartWithLowerRate(run)],
  }),
  deadLayers: ({ step, nodes, share }, run) => ({
    title: t("No output any more: {0}.", listOf(nodes)),
    saw:
      share >= nearlyAll
        ? t(
            "At step {0} all channels there are zero for every image, and were in the two readings before.",
            formatCount(step),
          )
        : t(
            "At step {0} at least {1} of the channels there are zero for every image, and were in the two readings before.",
            formatCount(step),
            formatShare(share),
          ),
    means: t(
      "Usually one step that was too large pushed all of them below zero; no gradient passes, so they do not come back.",
    ),
    actions: restartsWithSmallerStep(run),
  }),
  plateau: (finding, run) =>
    finding.severity === "information" ? plateauText(finding, run) : longPlateau(finding, run),
  learningRateTooLow: ({ step, learningRate, share }, run) => ({
    title: t("Learning rate {0} looks too low.", learningRate),
    saw: t(
      "Up to step {0} a step moves the weights of the middle layer by {1} of themselves; about 10⁻³ is healthy.",
      formatCount(step),
      formatMeasured(share),
    ),
    means: t("Usually the loss would fall this way too, but much more slowly."),
    actions: [restartWithHigherRate(run)],
  }),
  overfitting: ({ epoch, bestEpoch, bestTestLoss, testLoss, trainLossThen, trainLoss }) => ({
    title: t("The test loss rises while the training loss falls."),
    saw: t(
      "Test loss {0} after epoch {1}, {2} after epoch {3}; training loss {4}, then {5}.",
      bestTestLoss.toFixed(3),
      bestEpoch,
      testLoss.toFixed(3),
      epoch,
      trainLossThen.toFixed(3),
      trainLoss.toFixed(3),
    ),
    means: t(
      "Usually the network now learns the training images by heart, and more epochs make it worse on new ones.",
    ),
    actions: [restartWithEpochs(bestEpoch)],
  }),
};

/** Of the chapter's network it is known; what another does is not, and no more is said than what is seen. */
function plateauText(
  { classes, level, since }: FindingOf<"plateau">,
  { started }: RunState,
): FindingText {
  const unrecorded = unrecordedNetwork(started?.config);
  return {
    title: t("Loss at ln {0} = {1}: all classes still look alike.", classes, level.toFixed(3)),
    saw: since > 1 ? t("Since step {0}.", formatCount(since)) : "",
    means:
      unrecorded === null
        ? t(
            "A known plateau of the chapter's recipe (learning rate 0.1, no batch normalization), not a bug: the loss waits here for a while, then falls.",
          )
        : t(
            "GoogLeNet waits here for a while, then its loss falls. No run of {0} is recorded.",
            unrecorded,
          ),
    actions: [],
  };
}

function longPlateau(
  { classes, level, loss, since, step, normalSteps }: FindingOf<"plateau">,
  run: RunState,
): FindingText {
  return {
    title: t(
      "Still at ln {0} = {1} after {2} steps.",
      classes,
      level.toFixed(3),
      formatCount(step - since),
    ),
    saw:
      unrecordedNetwork(run.started?.config) === null
        ? t(
            "At step {0} the loss is {1}; the chapter's recipe is usually past this after {2} steps.",
            formatCount(step),
            loss.toFixed(3),
            formatCount(normalSteps),
          )
        : t("At step {0} the loss is {1}.", formatCount(step), loss.toFixed(3)),
    ...whyStillThere(run),
  };
}

/** Where the steps are smaller than the chapter's, other first weights would wait as long. */
function whyStillThere(run: RunState): Pick<FindingText, "means" | "actions"> {
  const [seed, higher] = [restartWithNewSeed(run), restartWithChapterRate(run)];
  if (higher.length === 0)
    return {
      means: t(
        "Usually an unlucky start: the gradients are too small to tell the classes apart. Other first weights often get away.",
      ),
      actions: [seed],
    };
  return {
    means: t(
      "Usually the steps are too small: at learning rate {0} the loss waits here longer than at the chapter's {1}.",
      rateOf(run),
      chapterLearningRate,
    ),
    actions: [...higher, seed],
  };
}

export function sawLosses(lastLosses: readonly number[], level: number | null): string {
  const losses = lastLosses.map(formatMeasured);
  return level === null
    ? t("The last losses were {0}.", losses.join(", "))
    : t("The last losses were {0}; {1} was usual before.", losses.join(", "), level.toFixed(3));
}

const mostNamed = 3;

/** What would be written as 100 %. */
const nearlyAll = 0.9995;

function listOf(ids: readonly string[]): string {
  const named = ids.slice(0, mostNamed).join(", ");
  const more = ids.length - mostNamed;
  return more > 0 ? t("{0} and {1} more", named, more) : named;
}

/** A sighting as a card: what was seen, what it usually means, and what would change it. */
export function findingNotice(run: RunState, sighting: Sighting): Notice {
  const { finding } = sighting;
  const { title, saw, means, actions } = textOf(finding, run);
  return {
    id: finding.id,
    kind: finding.severity,
    title,
    sentences: [saw, means].filter((sentence) => sentence !== ""),
    actions,
    dismissal: dismissalOf(run, sighting),
  };
}

function textOf<I extends Finding["id"]>(finding: FindingOf<I>, run: RunState): FindingText {
  const write: (finding: FindingOf<I>, run: RunState) => FindingText = texts[finding.id];
  return write(finding, run);
}
