import type { WeightsOf } from "../../protocol.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { drawGroupedOptions } from "../../marks/groupedOptions.js";
import { updateText } from "../../marks/update.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { epochAt } from "../../state/epochAt.js";
import { idOfWeights } from "../../state/idOfWeights.js";
import { settled } from "../../state/settled.js";
import { t } from "../../words/l10n.js";
import { momentTitle } from "../../words/momentTitle.js";
import type { OtherRuns } from "../comparing.js";
import type { EvaluationStores } from "../stores.js";
import { runTitle, weightsTitle } from "./comparisonTexts.js";

type OtherStores = Pick<EvaluationStores, "runs" | "comparing" | "testing">;

/** Weights that can be chosen, with their name. */
interface Offer {
  readonly id: string;
  readonly title: string;
  readonly weights: WeightsOf;
}

/**
 * Beside which weights the newest of the shown run are seen: those of its other moments, or another run's.
 *
 *     div.compare-tools > label.other-weights > span.label, select.list; p.state
 */
export function bindOthers(tools: HtmlSelection, { runs, comparing }: OtherStores): void {
  const moments = settled(() =>
    comparing.moments.value.map((step) =>
      offer({ at: step }, momentTitle(step, epochAt(runs.run.value, step))),
    ),
  );
  const label = childOf(tools, "label", "other-weights");
  childOf(label, "span", "label").text(t("Compare with"));
  const menu = childOf(label, "select", "list");
  drawOnChange(
    () => ({
      moments: moments.value,
      found: comparing.runs.value,
      chosen: comparing.other.value,
    }),
    ({ moments: ofThis, found, chosen }) => {
      const others = offersOf(found);
      const groups = [
        { title: t("Moments of this run"), options: ofThis },
        { title: t("Other runs"), options: others },
      ];
      const id = chosen === null ? "" : idOfWeights(chosen);
      drawGroupedOptions(menu, { none: t("Nothing"), groups, chosen: id }, (next) => {
        const all = [...ofThis, ...others];
        comparing.choose(all.find((each) => each.id === next)?.weights ?? null);
      });
      updateText(childOf(tools, "p", "state"), () => stateText(found, ofThis.length === 0));
    },
  );
  // Others may have been trained since.
  tools.on("focusin", () => void comparing.read());
}

/** Of which weights the two matrices are; empty where there is none. */
export function titlesOf({ runs, comparing, testing }: OtherStores): {
  readonly own: () => string;
  readonly other: () => string;
} {
  const own = settled(() => {
    const said = testing.tested.value?.said;
    return said === undefined ? "" : momentTitle(said.step, epochAt(runs.run.value, said.step));
  });
  const other = settled(() => {
    const [said, chosen] = [comparing.testing.tested.value?.said, comparing.other.value];
    if (said === undefined || chosen === null) return "";
    const run = offersOf(comparing.runs.value).find(({ id }) => id === idOfWeights(chosen));
    const epoch = epochAt(runs.run.value, said.step);
    return weightsTitle(said, { epoch, run: run?.title ?? null });
  });
  return {
    own: () => t("A: {0}", own.value),
    other: () => t("B: {0}", other.value),
  };
}

function offersOf(found: OtherRuns): readonly Offer[] {
  if (found.kind !== "ready") return [];
  const language = document.documentElement.lang || "en";
  return found.runs.map((run) => offer({ run: run.id }, runTitle(run, language)));
}

function offer(weights: WeightsOf, title: string): Offer {
  return { id: idOfWeights(weights), title, weights };
}

function stateText(found: OtherRuns, hasNoMoments: boolean): string {
  if (found.kind === "failed") return found.message;
  return found.kind === "ready" && found.runs.length === 0 && hasNoMoments
    ? t(
        "There is no other run with weights and with the same classes, and of this one no other moment is kept.",
      )
    : "";
}
