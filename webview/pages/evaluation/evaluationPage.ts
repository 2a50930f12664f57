import { computed } from "@preact/signals-core";
import { select } from "d3";
import { bindComparison } from "../../evaluation/compare/bindComparison.js";
import { bindCalibration } from "../../evaluation/bindCalibration.js";
import { bindClasses } from "../../evaluation/bindClasses.js";
import { bindHead } from "../../evaluation/bindHead.js";
import { bindImages } from "../../evaluation/bindImages.js";
import { bindMatrix } from "../../evaluation/bindMatrix.js";
import { bindMap } from "../../evaluation/map/bindMap.js";
import { matrixContent } from "../../evaluation/matrixContent.js";
import { MapState } from "../../evaluation/map/mapState.js";
import { bindOverEpochs } from "../../evaluation/overEpochs/bindOverEpochs.js";
import type { OverEpochs } from "../../evaluation/overEpochs/followed.js";
import type { EvaluationActions, EvaluationStores } from "../../evaluation/stores.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { settled } from "../../state/settled.js";
import { t } from "../../words/l10n.js";

/** Builds the page of what a trained network gets wrong in `app`. */
export function createEvaluationPage(
  app: HTMLElement,
  stores: EvaluationStores,
  overEpochs: OverEpochs,
  host: EvaluationActions,
): void {
  const root: HtmlSelection = select(app).attr("class", "evaluation").attr("role", "main");
  const head = childOf(root, "div", "evaluation-head");
  bindHead(head, stores, host);
  const isEmpty = computed(() => stores.testing.tested.value === null);
  drawOnChange(
    () => isEmpty.value,
    (empty) => {
      root.classed("is-empty", empty);
    },
  );
  const confusion = childOf(root, "section", "confusion");
  const send = (example: number): void => {
    host.showImage({ example, at: stores.view.at.peek() });
  };
  const state = new MapState(stores);
  const weights = settled(() => [stores.runs.run.value.started?.runId, stores.view.at.value]);
  drawOnChange(
    () => weights.value,
    () => {
      state.forget();
    },
  );
  const images = bindImages(childOf(root, "section", "images"), stores, {
    send,
    near: (example) => {
      map.openNear(example);
    },
    leave: () => {
      root.select<SVGElement>(".matrix").node()?.focus();
    },
  });
  bindMatrix(
    confusion,
    {
      ...{ id: "cell", title: () => t("What is taken for what"), hasTools: true },
      contentOf: matrixContent,
      scales: { right: t("Right"), mistakes: t("Mistakes") },
    },
    stores,
    images.open,
  );
  bindClasses(childOf(root, "section", "classes"), stores, () => {
    images.open(false);
  });
  bindOverEpochs(childOf(root, "section", "over-epochs"), overEpochs, host);
  bindCalibration(childOf(root, "section", "calibration"), stores);
  bindComparison(childOf(root, "section", "comparison"), stores, {
    send,
    near: (example) => {
      map.openNear(example);
    },
  });
  const map = bindMap(childOf(root, "section", "map"), stores, { state, send });
}
