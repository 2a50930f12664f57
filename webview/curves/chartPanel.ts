import { computed, type ReadonlySignal, type Signal } from "@preact/signals-core";
import { chartReadingOf, type ChartReading } from "../charts/chartReading.js";
import { chartViewOf, type ChartRun, type ChartView } from "../charts/chartView.js";
import { drawLegend } from "../charts/drawLegend.js";
import { withHeads, type ChartSpec } from "../charts/index.js";
import { drawCrosshair, drawLineChart } from "../charts/lineChart.js";
import type { StepWindow } from "../charts/window.js";
import { childOf, svgOf, type HtmlSelection, type SvgSelection } from "../marks/dom.js";
import { t } from "../words/l10n.js";
import type { RunStore } from "../state/runStore.js";
import { updateAttribute, updateText } from "../marks/update.js";
import { listenToChart } from "./chartInput.js";
import { drawOnChange } from "../state/binding/frame.js";
import type { CurvesView } from "./curvesView.js";
import { sizeOf, type Size } from "../page/sizeOf.js";

export interface ChartSource {
  readonly runs: RunStore;
  readonly view: CurvesView;
  /** The runs whose curves are drawn. */
  readonly drawn: ReadonlySignal<readonly ChartRun[]>;
  /** One crosshair runs through all charts. */
  readonly crosshair: Signal<number | null>;
}

/** A chart on the page, to be taken away. */
export interface ChartPanel {
  readonly spec: ChartSpec;
  readonly svg: SVGSVGElement;
  readonly viewOf: () => ChartView;
  readonly readingOf: () => ChartReading;
}

/**
 *     section.chart[data-chart]
 *       div.chart-head > h2, div.chart-reading > span.chart-caption, dl.legend
 *       div.chart-frame[role=slider] > svg, div.brush
 *       p.chart-note
 */
export function bindChart(root: HtmlSelection, spec: ChartSpec, source: ChartSource): ChartPanel {
  const { view, crosshair } = source;
  const { frame, svg, caption, legend, note } = createPlaces(root, spec);
  const [element, picture] = [frame.node(), svg.node()];
  if (element === null || picture === null) throw new Error("The page lost a chart.");
  const { shown, reading } = signalsOf(spec, sizeOf(element), source);
  drawOnChange(
    () => shown.value,
    ({ chart, note: text }) => {
      drawLineChart(svg, chart);
      updateText(note, () => text);
    },
  );
  drawOnChange(
    () => ({ chartView: shown.value, read: reading.value }),
    ({ chartView: { chart, steps }, read }) => {
      drawCrosshair(svg, chart.layout, read.crosshair);
      updateText(caption, () => read.caption);
      drawLegend(legend, read.legend, (id) => {
        view.toggleHidden(id);
      });
      speak(frame, steps, read);
    },
  );
  const viewOf = (): ChartView => shown.peek();
  listenToChart(element, { viewOf, crosshair, steps: view.steps });
  return { spec, svg: picture, viewOf, readingOf: () => reading.peek() };
}

interface Places {
  readonly caption: HtmlSelection;
  readonly legend: HtmlSelection;
  readonly frame: HtmlSelection;
  readonly svg: SvgSelection;
  readonly note: HtmlSelection;
}

function createPlaces(root: HtmlSelection, { id, title }: ChartSpec): Places {
  const section = root.append<HTMLElement>("section").attr("class", "chart").attr("data-chart", id);
  const head = childOf(section, "div", "chart-head");
  childOf(head, "h2", "chart-title").text(title);
  const reading = childOf(head, "div", "chart-reading");
  const caption = childOf(reading, "span", "chart-caption");
  const legend = childOf(reading, "dl", "legend");
  const frame = childOf(section, "div", "chart-frame")
    .attr("role", "slider")
    .attr("tabindex", 0)
    .attr("aria-label", t("{0} over steps", title))
    .attr("aria-description", t("Plus and minus zoom, 0 shows all steps."));
  const note = childOf(section, "p", "chart-note");
  const svg = svgOf(frame, "curve-chart").attr("aria-hidden", "true");
  return { caption, legend, frame, svg, note };
}

/** The curves, and apart from them what is read of them: that costs less, and changes with every move of the pointer. */
function signalsOf(
  spec: ChartSpec,
  size: ReadonlySignal<Size>,
  { runs, view, drawn, crosshair }: ChartSource,
): { readonly shown: ReadonlySignal<ChartView>; readonly reading: ReadonlySignal<ChartReading> } {
  const started = computed(() => runs.run.value.started);
  const sizes = computed(() => runs.run.value.sizes);
  const whole = computed(() => withHeads(spec, runs.graph.value));
  const shown = computed(() =>
    chartViewOf(whole.value, drawn.value, {
      frame: { width: Math.max(120, size.value.width), height: Math.max(60, size.value.height) },
      settings: view.settings.value,
      run: { started: started.value, sizes: sizes.value },
    }),
  );
  const reading = computed(() =>
    chartReadingOf(whole.value, drawn.value, {
      crosshair: crosshair.value,
      steps: shown.value.steps,
      hidden: view.hidden.value,
    }),
  );
  return { shown, reading };
}

/** A screen reader says each change of what has the focus: there it changes with the crosshair alone. */
function speak(
  frame: HtmlSelection,
  [from, to]: StepWindow,
  { crosshair: { step }, spoken }: ChartReading,
): void {
  updateAttribute(frame, "aria-valuemin", () => String(from));
  updateAttribute(frame, "aria-valuemax", () => String(to));
  const element = frame.node();
  const hasFocus = element !== null && element === element.ownerDocument.activeElement;
  if (hasFocus && step === null) return;
  updateAttribute(frame, "aria-valuenow", () => String(step ?? to));
  updateAttribute(frame, "aria-valuetext", () => spoken);
}
