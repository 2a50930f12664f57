import type { ComparableRun } from "../../protocol.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { drawGroupedOptions } from "../../marks/groupedOptions.js";
import { updateText } from "../../marks/update.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { epochAt } from "../../state/epochAt.js";
import { idOfWeights } from "../../state/idOfWeights.js";
import { settled } from "../../state/settled.js";
import { groupOfMoments, otherRunsOf } from "../../state/weightsGroups.js";
import { t } from "../../words/l10n.js";
import { momentTitle } from "../../words/momentTitle.js";
import { runTitle } from "../../words/runTitle.js";
import type { OtherRuns } from "../comparing.js";
import type { EvaluationStores } from "../stores.js";
import { weightsTitle } from "./comparisonTexts.js";

type OtherStores = Pick<EvaluationStores, "runs" | "comparing" | "testing" | "keptSteps">;

/**
 * Beside which weights those of the shown run are seen: those of its other moments, or another run's.
 *
 *     div.compare-tools > label.other-weights > span.label, select.list; p.state
 */
export function bindOthers(
  tools: HtmlSelection,
  { runs, comparing, testing, keptSteps }: OtherStores,
): void {
  const moments = settled(() => {
    const chosen = comparing.other.value;
    return groupOfMoments(runs.run.value, {
      steps: keptSteps.value,
      but: testing.tested.value?.said.step ?? null,
      chosen: chosen?.run === undefined ? (chosen?.at ?? null) : null,
    });
  });
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
      const groups = [ofThis, ...otherRunsOf(runsIn(found), languageOf())];
      const id = chosen === null ? "" : idOfWeights(chosen);
      drawGroupedOptions(menu, { none: t("Nothing"), groups, chosen: id }, (next) => {
        const all = groups.flatMap(({ options }) => options);
        comparing.choose(all.find((each) => each.id === next)?.weights ?? null);
      });
      updateText(childOf(tools, "p", "state"), () => stateText(found, ofThis.options.length === 0));
    },
  );
  // Others may have been trained since.
  tools.on("focusin", () => void comparing.read());
}

/** Of which weights the two matrices are; empty where there is none. */
export function titlesOf({ runs, comparing, testing }: Omit<OtherStores, "keptSteps">): {
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
    const run = runsIn(comparing.runs.value).find(({ id }) => id === chosen.run);
    const isNewest = chosen.at === undefined;
    return weightsTitle(said, {
      epoch: epochAt(runs.run.value, said.step),
      // How good it is at its end says nothing of a moment before.
      run:
        run === undefined
          ? null
          : runTitle(isNewest ? run : { ...run, testAccuracy: null }, languageOf()),
    });
  });
  return {
    own: () => t("A: {0}", own.value),
    other: () => t("B: {0}", other.value),
  };
}

function runsIn(found: OtherRuns): readonly ComparableRun[] {
  return found.kind === "ready" ? found.runs : [];
}

function languageOf(): string {
  return document.documentElement.lang || "en";
}

function stateText(found: OtherRuns, hasNoMoments: boolean): string {
  if (found.kind === "failed") return found.message;
  return found.kind === "ready" && found.runs.length === 0 && hasNoMoments
    ? t(
        "There is no other run with weights and with the same classes, and of this one no other moment is kept.",
      )
    : "";
}
