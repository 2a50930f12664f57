import { computed } from "@preact/signals-core";
import type { PathContributions } from "../../model/asking/pathContribution.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import { drawAskingBar, type AskingBar, type AskingChoice } from "../marks/askingBar.js";
import type { HtmlSelection } from "../marks/dom.js";
import { drawOnChange } from "../state/binding/frame.js";
import type { Stores } from "../state/binding/stores.js";
import type { Standing } from "../state/longQuestion.js";
import type { MomentQuestion } from "../state/momentQuestion.js";
import type { WeightsTold } from "../state/weightsTold.js";
import { formatCount, formatShare } from "../words/format.js";
import { t } from "../words/l10n.js";
import { longTitle } from "../words/nodeText.js";

/** Enough to tell paths apart to a point or two, and ten times as fast as the ten thousand of the usual set. */
const fewExamples = 1000;
/** All that any test set has. */
const allExamples = Number.MAX_SAFE_INTEGER;

/**
 * Where what a path gives colors the picture: what it is, the way to ask for it, and what was found.
 *
 *     div.contribution.asking-bar > p[role=status], progress, button ×n
 */
export function bindContributionBar(
  place: HtmlSelection,
  {
    runs,
    colored,
    contribution,
    weightsTold,
  }: Pick<Stores, "runs" | "colored" | "contribution" | "weightsTold">,
): void {
  place.classed("asking-bar", true);
  const isShown = computed(() => colored.value?.coloring.source === "asked");
  drawOnChange(
    () => ({
      isShown: isShown.value,
      standing: contribution.standing.value,
      answer: contribution.answer.value,
      graph: runs.graph.value,
      told: weightsTold.value,
    }),
    (sources) => {
      place.property("hidden", !sources.isShown);
      if (sources.isShown) drawAskingBar(place, barOf(sources, contribution));
    },
  );
}

interface Found {
  readonly standing: Standing;
  readonly answer: PathContributions | null;
  readonly graph: NetworkGraph | null;
  readonly told: WeightsTold;
}

function barOf(found: Found, question: MomentQuestion<"contribution">): AskingBar {
  const { standing } = found;
  const work = t("Taking paths away");
  const ask = (label: string, examples: number): AskingChoice => ({
    label,
    act: () => void question.ask(examples),
  });
  if (standing.kind !== "asking") {
    return {
      text: textOf(standing, found),
      ...{ progress: null, work },
      choices: [
        ask(t("{0} test images", formatCount(fewExamples)), fewExamples),
        ask(t("All test images"), allExamples),
      ],
    };
  }
  const { done, of } = standing;
  const cancel = {
    label: t("Cancel"),
    act: () => {
      question.cancel();
    },
  };
  return {
    text:
      of === 0
        ? t("Preparing the network without each of its paths …")
        : t("Tested without each path: {0} of {1} images", formatCount(done), formatCount(of)),
    ...{ progress: of === 0 ? 0 : done / of, work },
    choices: [cancel],
  };
}

function textOf(
  standing: Exclude<Standing, { readonly kind: "asking" }>,
  { answer, graph, told }: Omit<Found, "standing">,
): string {
  if (standing.kind === "failed") return standing.message;
  if (standing.kind === "absent") {
    return t("The run has no checkpoint yet: there are no weights to try.");
  }
  return answer === null
    ? t(
        "Each path is taken away, one after the other, and the network is tested without it. By how many images?",
      )
    : foundText(answer, graph, told(answer.step));
}

/** How it does with all paths, and without the one that it misses most. */
function foundText(
  { examples, accuracy, paths }: PathContributions,
  graph: NetworkGraph | null,
  weights: string,
): string {
  const whole = t(
    "{0} images, {1}: {2} right with all paths",
    formatCount(examples),
    weights,
    formatShare(accuracy),
  );
  const [most] = paths.toSorted((a, b) => a.accuracy - b.accuracy);
  const node = most === undefined ? undefined : graph?.byId.get(most.path);
  return most === undefined || node === undefined
    ? whole
    : t(
        "{0}; {1}",
        whole,
        t("{0} without {1} at worst", formatShare(most.accuracy), placeOf(node, graph)),
      );
}

/** The path with the block that it is of. */
function placeOf(path: NetworkNode, graph: NetworkGraph | null): string {
  const block = graph?.byId.get(path.parent ?? "");
  return block === undefined ? longTitle(path) : `${longTitle(block)}, ${longTitle(path)}`;
}
