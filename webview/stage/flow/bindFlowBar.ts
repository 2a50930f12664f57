import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { drawOnChange } from "../../state/binding/frame.js";
import type { Stores } from "../../state/binding/stores.js";
import type { Flows } from "../../state/flow/flowStore.js";
import type { NoAnswer } from "../../state/newestQuestion.js";
import { formatCount } from "../../words/format.js";
import { t } from "../../words/l10n.js";

/**
 * What the flow in the picture is, where it is shown; where an image goes through, by which of the two.
 *
 *     div > p.said[role=status], span.kinds > button[aria-pressed] ×2
 */
export function bindFlowBar(
  place: HtmlSelection,
  { view, flow }: Pick<Stores, "view" | "flow">,
): void {
  drawOnChange(
    () => ({
      isShown: view.showsFlow.value,
      hasImage: view.image.value !== null,
      isByImage: flow.isByImage.value,
      flows: flow.flows.value,
      problem: flow.problem.value,
    }),
    ({ isShown, hasImage, isByImage, flows, problem }) => {
      place.attr("hidden", isShown ? null : "");
      if (!isShown) return;
      updateText(childOf(place, "p", "said").attr("role", "status"), () =>
        flowText({ flows, problem, isByImage }),
      );
      const kinds = [
        { label: t("By the weights"), byImage: false },
        { label: t("By this image"), byImage: true },
      ];
      childOf(place, "span", "kinds")
        .selectAll<HTMLButtonElement, (typeof kinds)[number]>("button")
        .data(hasImage ? kinds : [])
        .join((enter) => enter.append("button").attr("type", "button"))
        .attr("aria-pressed", ({ byImage }) => String(byImage === isByImage))
        .text(({ label }) => label)
        .on("click", (_event, { byImage }) => {
          view.flowsByImage.value = byImage;
        });
    },
  );
}

interface Shown {
  readonly flows: Flows | null;
  readonly problem: NoAnswer | null;
  readonly isByImage: boolean;
}

function flowText({ flows, problem, isByImage }: Shown): string {
  if (problem?.kind === "failed") return t("The network could not be asked. {0}", problem.message);
  if (problem !== null) return t("The run has no checkpoint yet: there are no weights to try.");
  if (flows === null) return t("Reading the weights …");
  if (flows.byLayer.size === 0) {
    return t("No layer of this network reads the paths of a block one beside the other.");
  }
  const step = formatCount(flows.step);
  return isByImage
    ? t(
        "Flow at step {0}: at a card each ribbon is as wide as its path's share of squared weights times squared values.",
        step,
      )
    : t(
        "Flow at step {0}: at a card each ribbon is as wide as its path's share of the squared weights.",
        step,
      );
}
