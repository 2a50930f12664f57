import { childOf, type HtmlSelection } from "../marks/dom.js";
import { t } from "../words/l10n.js";
import { updateText } from "../marks/update.js";
import { drawOnChange } from "../state/binding/frame.js";
import { mostSmoothing, type CurvesView } from "./curvesView.js";

/**
 * How the curves are drawn.
 *
 *     div.metrics-tools
 *       label.smoothing > span.label, input[type=range], span.amount
 *       label.log > input[type=checkbox], span.label
 *       button.link
 */
export function bindMetricsTools(root: HtmlSelection, view: CurvesView): void {
  const bar = childOf(root, "div", "metrics-tools");
  const smoothing = childOf(bar, "label", "smoothing");
  childOf(smoothing, "span", "label").text(t("Smoothing"));
  const slider = childOf(smoothing, "input", "slider")
    .attr("type", "range")
    .attr("min", 0)
    .attr("max", mostSmoothing)
    .attr("step", 0.01)
    .on("input", (event: Event) => {
      // SAFETY: the listener is that of an input.
      view.smoothing.value = Number((event.target as HTMLInputElement).value);
    });
  const value = childOf(smoothing, "span", "amount").attr("aria-hidden", "true");
  const log = childOf(bar, "label", "log").attr("title", t("A logarithmic scale for the loss"));
  const box = childOf(log, "input", "switch")
    .attr("type", "checkbox")
    .on("change", (event: Event) => {
      // SAFETY: the listener is that of an input.
      view.isLog.value = (event.target as HTMLInputElement).checked;
    });
  childOf(log, "span", "label").text(t("Log scale"));
  const reset = childOf(bar, "button", "link")
    .attr("type", "button")
    .text(t("All steps"))
    .attr("title", t("Drag in a chart to zoom into steps; this shows all of them again."))
    .on("click", () => {
      view.steps.value = null;
    });
  drawOnChange(
    () => view.state.value,
    ({ smoothing: amount, isLog, steps }) => {
      slider.property("value", amount);
      updateText(value, () => amount.toFixed(2));
      box.property("checked", isLog);
      // Its place is kept, so that nothing moves when a chart is zoomed.
      reset.property("disabled", steps === null);
    },
  );
}
