import { computed, signal, type Signal } from "@preact/signals-core";
import { select } from "d3";
import { chartViewOf, type ChartView } from "../charts/chartView.js";
import { drawTable } from "../charts/drawTable.js";
import { charts, type ChartSpec } from "../charts/index.js";
import { drawLineChart } from "../charts/lineChart.js";
import { tableOf } from "../charts/table.js";
import { childOf, type HtmlSelection } from "../dom.js";
import { updateText } from "../update.js";
import type { LegendEntry } from "../charts/chartView.js";
import type { RunStore } from "../store.js";
import { drawOnChange } from "./frame.js";
import { sizeOf } from "./sizeOf.js";

const chartHeight = 132;

/** Builds the panel of curves in `app`; one crosshair runs through all of them. */
export function createMetricsPage(app: HTMLElement, runs: RunStore): void {
  const root: HtmlSelection = select(app).attr("class", "metrics").attr("role", "main");
  childOf(root, "h1", "unseen").text("Metrics of the run");
  const empty = childOf(root, "p", "empty");
  const crosshair = signal<number | null>(null);
  for (const spec of charts) bindChart(root, spec, runs, crosshair);
  bindTable(root, runs);
  drawOnChange(
    () => runs.run.value.steps.length === 0,
    (isEmpty) => {
      root.classed("is-empty", isEmpty);
      updateText(empty, () => (isEmpty ? "The curves begin with the first step of a run." : ""));
    },
  );
}

/**
 *     section.chart[data-chart]
 *       div.chart-head > h2 + dl.legend > div[data-metric] > dt + dd
 *       div.chart-frame[role=slider] > svg
 */
function bindChart(
  root: HtmlSelection,
  spec: ChartSpec,
  runs: RunStore,
  crosshair: Signal<number | null>,
): void {
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
    .attr("aria-label", `${spec.title} over steps`);
  const element = frame.node();
  if (element === null) return;
  const svg = frame.append("svg").attr("class", "curve-chart").attr("aria-hidden", "true");
  const size = sizeOf(element);
  const view = computed<ChartView>(() =>
    chartViewOf(
      spec,
      runs.run.value,
      { width: Math.max(120, size.value.width), height: chartHeight },
      crosshair.value,
    ),
  );
  drawOnChange(
    () => view.value,
    (shown) => {
      drawLineChart(svg, shown.chart);
      drawLegend(legend, shown.legend);
      frame
        .attr("aria-valuemin", 0)
        .attr("aria-valuemax", shown.lastStep)
        .attr("aria-valuenow", shown.chart.crosshair ?? shown.lastStep)
        .attr("aria-valuetext", shown.spoken);
    },
  );
  listen(element, () => view.peek(), crosshair);
}

function drawLegend(list: HtmlSelection, entries: readonly LegendEntry[]): void {
  const rows = list
    .selectAll<HTMLDivElement, LegendEntry>("div")
    .data(entries, ({ id }) => id)
    .join((enter) => {
      const row = enter.append("div").attr("data-metric", ({ id }) => id);
      row.append("dt");
      row.append("dd");
      return row;
    })
    .attr("class", ({ rank }) => `rank-${rank}`);
  updateText(rows.select<HTMLElement>("dt"), ({ label }) => label);
  updateText(rows.select<HTMLElement>("dd"), ({ value }) => value);
}

/** The step under the pointer, or the next one for an arrow key; ten for Page keys. */
function listen(
  frame: HTMLElement,
  viewOf: () => ChartView,
  crosshair: Signal<number | null>,
): void {
  const clampTo = (step: number): number =>
    Math.min(viewOf().lastStep, Math.max(1, Math.round(step)));
  frame.addEventListener("pointermove", ({ clientX }) => {
    const { x } = viewOf().chart.layout;
    crosshair.value = clampTo(x.invert(clientX - frame.getBoundingClientRect().left));
  });
  for (const end of ["pointerleave", "blur"]) {
    frame.addEventListener(end, () => {
      crosshair.value = null;
    });
  }
  frame.addEventListener("keydown", (event) => {
    const view = viewOf();
    const at = view.chart.crosshair ?? view.lastStep;
    const page = Math.max(1, Math.round(view.lastStep / 20));
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageDown: at - page,
      PageUp: at + page,
      Home: 1,
      End: view.lastStep,
    };
    const next = moves[event.key];
    if (next === undefined && event.key !== "Escape") return;
    event.preventDefault();
    crosshair.value = next === undefined ? null : clampTo(next);
  });
}

function bindTable(root: HtmlSelection, runs: RunStore): void {
  const details = root.append<HTMLDetailsElement>("details").attr("class", "numbers-table");
  details.append("summary").text("The curves as a table");
  // It scrolls sideways where the panel is narrow, so the keyboard must reach it.
  const body = details
    .append<HTMLElement>("div")
    .attr("class", "table-frame")
    .attr("role", "group")
    .attr("aria-label", "The curves as a table")
    .attr("tabindex", 0);
  const isOpen = signal(false);
  details.on("toggle", () => {
    isOpen.value = details.property("open") === true;
  });
  drawOnChange(
    () => (isOpen.value ? tableOf(runs.run.value) : null),
    (table) => {
      if (table !== null) drawTable(body, table);
    },
  );
}
