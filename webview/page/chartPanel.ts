import { computed, type ReadonlySignal, type Signal } from "@preact/signals-core";
import {
  chartViewOf,
  type ChartRun,
  type ChartView,
  type LegendEntry,
  type LegendValue,
} from "../charts/chartView.js";
import type { ChartSpec } from "../charts/index.js";
import { drawLineChart } from "../charts/lineChart.js";
import { childOf, type HtmlSelection } from "../dom.js";
import { t } from "../l10n.js";
import type { RunStore } from "../store.js";
import { updateText } from "../update.js";
import { listenToChart } from "./chartInput.js";
import { drawOnChange } from "../binding/frame.js";
import type { MetricsView } from "./metricsView.js";
import { sizeOf } from "./sizeOf.js";

const chartHeight = 132;

export interface ChartSource {
  readonly runs: RunStore;
  readonly view: MetricsView;
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
}

/**
 *     section.chart[data-chart]
 *       div.chart-head > h2 + dl.legend > div[data-metric] > dt > button, dd.place-N ×n
 *       div.chart-frame[role=slider] > svg, div.brush
 *       p.chart-note
 */
export function bindChart(
  root: HtmlSelection,
  spec: ChartSpec,
  { runs, view, drawn, crosshair }: ChartSource,
): ChartPanel {
  const section = root
    .append<HTMLElement>("section")
    .attr("class", "chart")
    .attr("data-chart", spec.id);
  const head = childOf(section, "div", "chart-head");
  childOf(head, "h2", "chart-title").text(spec.title);
  const legend = childOf(head, "dl", "legend");
  const frame = childOf(section, "div", "chart-frame")
    .attr("role", "slider")
    .attr("tabindex", 0)
    .attr("aria-label", t("{0} over steps", spec.title))
    .attr("aria-description", t("Plus and minus zoom, 0 shows all steps."));
  const note = childOf(section, "p", "chart-note");
  const svg = frame.append("svg").attr("class", "curve-chart").attr("aria-hidden", "true");
  const [element, picture] = [frame.node(), svg.node()];
  if (element === null || picture === null) throw new Error("The page lost a chart.");
  const size = sizeOf(element);
  const shownView = computed<ChartView>(() =>
    chartViewOf(spec, drawn.value, {
      frame: { width: Math.max(120, size.value.width), height: chartHeight },
      crosshair: crosshair.value,
      settings: view.state.value,
      run: runs.run.value,
    }),
  );
  drawOnChange(
    () => shownView.value,
    (shown) => {
      drawLineChart(svg, shown.chart);
      drawLegend(legend, shown.legend, (id) => {
        view.toggleHidden(id);
      });
      updateText(note, () => shown.note);
      frame
        .attr("aria-valuemin", shown.steps[0])
        .attr("aria-valuemax", shown.steps[1])
        .attr("aria-valuenow", shown.chart.crosshair ?? shown.steps[1])
        .attr("aria-valuetext", shown.spoken);
    },
  );
  const viewOf = (): ChartView => shownView.peek();
  listenToChart(element, { viewOf, crosshair, steps: view.steps });
  return { spec, svg: picture, viewOf };
}

function drawLegend(
  list: HtmlSelection,
  entries: readonly LegendEntry[],
  toggle: (metric: string) => void,
): void {
  const rows = list
    .selectAll<HTMLDivElement, LegendEntry>("div")
    .data(entries, ({ id }) => id)
    .join((enter) => {
      const row = enter.append("div").attr("data-metric", ({ id }) => id);
      row.append("dt");
      return row;
    })
    .attr("class", ({ rank, isHidden }) => `rank-${rank}${isHidden ? " is-hidden" : ""}`);
  rows
    .select<HTMLElement>("dt")
    .selectAll<HTMLButtonElement, LegendEntry>("button")
    .data(
      (entry) => (entry.label === "" ? [] : [entry]),
      ({ id }) => id,
    )
    .join((enter) => enter.append("button").attr("type", "button"))
    .attr("aria-pressed", ({ isHidden }) => String(!isHidden))
    .attr("title", ({ isHidden }) => (isHidden ? t("Show the curve") : t("Hide the curve")))
    .on("click", (_event, { id }) => {
      toggle(id);
    })
    .text(({ label }) => label);
  const values = rows
    .selectAll<HTMLElement, LegendValue>("dd")
    .data(
      (entry) => entry.values,
      ({ id }) => id,
    )
    .join((enter) => {
      const value = enter.append("dd");
      value.append("span").attr("class", "letter");
      value.append("span").attr("class", "value");
      return value;
    })
    .attr("class", ({ place }) => `place-${place}`);
  updateText(values.select<HTMLElement>(".letter"), ({ letter }) => letter);
  updateText(values.select<HTMLElement>(".value"), ({ text }) => text);
}
