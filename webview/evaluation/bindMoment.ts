import { isActive } from "../../model/run/phase.js";
import type { RunState } from "../../model/run/state.js";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { drawGroupedOptions } from "../marks/groupedOptions.js";
import { drawOnChange } from "../state/binding/frame.js";
import { checkpointStep } from "../state/checkpointStep.js";
import { settled } from "../state/settled.js";
import { groupOfMoments } from "../state/weightsGroups.js";
import { t } from "../words/l10n.js";
import type { EvaluationStores } from "./stores.js";

/**
 * Which of the run's weights are evaluated, where it has more than its newest.
 *
 *     div.moment > label > span.label, select.list
 */
export function bindMoment(
  place: HtmlSelection,
  { runs, view, keptSteps }: Pick<EvaluationStores, "runs" | "view" | "keptSteps">,
): void {
  const label = childOf(place, "label", "weights");
  childOf(label, "span", "label").text(t("Weights"));
  const menu = childOf(label, "select", "list");
  const offered = settled(() => {
    const [run, at] = [runs.run.value, view.at.value];
    return {
      at,
      moments: groupOfMoments(run, { steps: keptSteps.value, but: newestOf(run), chosen: at }),
    };
  });
  drawOnChange(
    () => offered.value,
    ({ at, moments }) => {
      place.property("hidden", moments.options.length === 0);
      const chosen = moments.options.find(({ weights }) => weights.at === at);
      drawGroupedOptions(
        menu,
        { none: t("The newest"), groups: [moments], chosen: chosen?.id ?? "" },
        (id) => {
          view.at.value = moments.options.find((each) => each.id === id)?.weights.at ?? null;
        },
      );
    },
  );
}

/** The step of its newest weights; null while they change. */
function newestOf(run: RunState): number | null {
  return isActive(run.phase) ? null : checkpointStep(run);
}
