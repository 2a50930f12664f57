import type { ReadonlySignal } from "@preact/signals-core";
import { nodeOf } from "../../../model/network/family.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import { drawFlowBands } from "../../draw/flowBands.js";
import type { StagePicture } from "../../draw/stageScene.js";
import { flowBandsOf, type FlowBand } from "../../layout/flowBands.js";
import type { SvgSelection } from "../../marks/dom.js";
import { groupOf } from "../../marks/groupOf.js";
import { drawOnChange } from "../../state/binding/frame.js";
import type { FlowStore } from "../../state/flow/flowStore.js";
import { formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { longTitle } from "../../words/nodeText.js";
import { placeText } from "../../words/partText.js";

/** Draws what flows from path to path, where a person wants to see it. */
export function bindFlow(
  svg: SvgSelection,
  { flows }: Pick<FlowStore, "flows">,
  drawn: ReadonlySignal<StagePicture | null>,
): void {
  drawOnChange(
    () => [drawn.value, flows.value] as const,
    ([picture, found]) => {
      const viewport = groupOf(svg, "viewport");
      // A picture without flows is the same as ever.
      if (picture === null || (found === null && viewport.select("g.flows").empty())) return;
      const { scene, graph } = picture;
      drawFlowBands(viewport, {
        bands: found === null ? [] : flowBandsOf(scene, graph, found.byLayer),
        isLabeled: scene.density !== "compact",
        titleOf: (band) => titleOf(graph, band),
      });
    },
  );
}

function titleOf(graph: NetworkGraph, { source, end }: FlowBand): string {
  const from = placeText(graph, source);
  if (end === null) return from;
  return t(
    "{0}: {1} of what {2} reads",
    ...[from, formatShare(end.flowing), longTitle(nodeOf(graph, end.layer))],
  );
}
