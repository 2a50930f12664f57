import { lineage } from "../../../model/network/family.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import type { NodeId } from "../../../model/network/spec.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { drawOnChange } from "../../state/binding/frame.js";
import type { Stores } from "../../state/binding/stores.js";
import type { Flows } from "../../state/flow/flowStore.js";
import type { NoAnswer } from "../../state/newestQuestion.js";
import { formatCount } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { longTitle } from "../../words/nodeText.js";

/**
 * What the flow in the picture is, where it is shown; where an image goes through, by which of the two.
 *
 *     div > p.said[role=status], span.kinds > button[aria-pressed] ×2
 */
export function bindFlowBar(
  place: HtmlSelection,
  { view, flow, runs }: Pick<Stores, "view" | "flow" | "runs">,
): void {
  drawOnChange(
    () => ({
      isShown: view.showsFlow.value,
      hasImage: view.image.value !== null,
      isByImage: flow.isByImage.value,
      flows: flow.flows.value,
      elsewhere: elsewhereOf(flow.flows.value, runs.graph.value, view.scope.value),
      problem: flow.problem.value,
    }),
    ({ isShown, hasImage, isByImage, ...found }) => {
      place.attr("hidden", isShown ? null : "");
      if (!isShown) return;
      updateText(childOf(place, "p", "said").attr("role", "status"), () =>
        flowText({ ...found, isByImage }),
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

/** Where the first layer is that reads paths, where none of those in the picture does; null where one does, or none is known. */
function elsewhereOf(
  flows: Flows | null,
  graph: NetworkGraph | null,
  scope: NodeId | null,
): NetworkNode | null {
  if (flows === null || graph === null || scope === null) return null;
  const lines = [...flows.byLayer.keys()].map((id) => lineage(graph, id));
  if (lines.some((line) => line.some(({ id }) => id === scope))) return null;
  return lines[0]?.findLast(({ kind }) => kind === "block") ?? lines[0]?.at(-1) ?? null;
}

interface Shown {
  readonly flows: Flows | null;
  readonly elsewhere: NetworkNode | null;
  readonly problem: NoAnswer | null;
  readonly isByImage: boolean;
}

function flowText({ flows, elsewhere, problem, isByImage }: Shown): string {
  if (problem?.kind === "failed") return t("The network could not be asked. {0}", problem.message);
  if (problem !== null) return t("The run has no checkpoint yet: there are no weights to try.");
  if (flows?.byLayer.size === 0) {
    return t("No layer of this network reads the paths of a block one beside the other.");
  }
  if (elsewhere !== null) {
    return t(
      "Nothing in this picture reads the paths of a block one beside the other; the first that does is in {0}.",
      longTitle(elsewhere),
    );
  }
  // As long while it is awaited as when it is there, so that the picture stays where it is.
  const when =
    flows === null ? t("Reading the weights") : t("Flow at step {0}", formatCount(flows.step));
  return isByImage
    ? t(
        "{0}: at a card each ribbon is as wide as its path's share of squared weights times squared values.",
        when,
      )
    : t("{0}: at a card each ribbon is as wide as its path's share of the squared weights.", when);
}
