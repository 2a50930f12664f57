import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { select } from "d3";
import { trackEndOf, trackOf, type TrackEnd } from "../../../model/metrics/track.js";
import type { ChartRun } from "../../charts/chartView.js";
import { drawTable } from "../../charts/drawTable.js";
import { charts } from "../../charts/index.js";
import { tableOf } from "../../charts/table.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { t } from "../../words/l10n.js";
import type { MetricsHost } from "../../host/rpc.js";
import { drawRunPicker } from "../../runs/drawRunPicker.js";
import { drawTrack } from "../../runs/drawTrack.js";
import {
  areSameRuns,
  chartRunsOf,
  othersOf,
  PastRunReader,
  type PastRun,
} from "../../runs/pastRuns.js";
import { settled } from "../../state/settled.js";
import type { RunStore } from "../../state/runStore.js";
import { updateText } from "../../marks/update.js";
import { bindChart } from "../../curves/chartPanel.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { bindMetricsTools } from "../../curves/metricsTools.js";
import type { CurvesView } from "../../curves/curvesView.js";
import { createSection } from "../../curves/section.js";
import { createTakeAway, exportedRunOf } from "../../curves/takeAway.js";

export interface MetricsStores {
  readonly runs: RunStore;
  readonly view: CurvesView;
}

/** Builds the panel of curves in `app`: whether the run is on track, its curves, and its numbers. */
export function createMetricsPage(
  app: HTMLElement,
  stores: MetricsStores,
  host: MetricsHost,
): void {
  const { runs, view } = stores;
  const root: HtmlSelection = select(app).attr("class", "metrics").attr("role", "main");
  childOf(root, "h1", "unseen").text(t("Metrics of the run"));
  const empty = childOf(root, "p", "empty");
  const past = new PastRunReader(host, document.documentElement.lang);
  // The same ones at every step of the run: what is drawn from them stays.
  const others = settled(() => othersOf(past.runs.value, runs.run.value), areSameRuns);
  const drawn = computed(() => chartRunsOf(runs.run.value, others.value, view.compared.value));
  bindTrack(root, { runs, view });
  bindRunPicker(root, { past, others }, stores);
  bindMetricsTools(root, view);
  const crosshair = signal<number | null>(null);
  const panels = charts.map((spec) => bindChart(root, spec, { runs, view, drawn, crosshair }));
  bindTable(root, { runs, view }, drawn);
  const configOf = (id: string) =>
    others.peek().find((run) => run.id === id)?.config ?? runs.run.peek().started?.config ?? null;
  createTakeAway(root, {
    panels,
    host,
    view,
    exportedRuns: () => drawn.peek().map((run) => exportedRunOf(run, configOf(run.id))),
  });
  drawOnChange(
    () => runs.run.value.steps.length === 0,
    (isEmpty) => {
      root.classed("is-empty", isEmpty);
      updateText(empty, () => (isEmpty ? t("The curves begin with the first step of a run.") : ""));
    },
  );
}

function bindTrack(root: HtmlSelection, { runs, view }: MetricsStores): void {
  const { body } = createSection(root, view, { id: "track", title: t("Am I on track?") });
  const evaluations = computed(() => runs.run.value.evaluations);
  const started = computed(() => runs.run.value.started);
  const end = settled(() => trackEndOf(runs.run.value), areSameEnds);
  drawOnChange(
    () => trackOf({ evaluations: evaluations.value, started: started.value }, end.value),
    (track) => {
      drawTrack(body, track);
    },
  );
}

function areSameEnds(a: TrackEnd | null, b: TrackEnd | null): boolean {
  return a?.hasFailed === b?.hasFailed && a?.step === b?.step;
}

interface OtherRuns {
  readonly past: PastRunReader;
  /** The past ones without the shown one. */
  readonly others: ReadonlySignal<readonly PastRun[]>;
}

function bindRunPicker(
  root: HtmlSelection,
  { past, others }: OtherRuns,
  { runs, view }: MetricsStores,
): void {
  const { body, isOpen } = createSection(root, view, {
    id: "compare",
    title: t("Compare with past runs"),
  });
  const isWanted = computed(() => isOpen.value || view.compared.value.length > 0);
  const runId = computed(() => runs.run.value.started?.runId ?? null);
  const shown = computed(() => runs.run.value.started?.config ?? null);
  drawOnChange(
    // The run that another one follows is a past one from then on.
    () => ({ isWanted: isWanted.value, runId: runId.value }),
    (next) => {
      if (next.isWanted) void past.read();
    },
  );
  drawOnChange(
    () =>
      isOpen.value
        ? {
            past: past.runs.value,
            shown: shown.value,
            others: others.value,
            compared: view.compared.value,
          }
        : null,
    (picker) => {
      if (picker === null) return;
      drawRunPicker(body, picker, (id) => {
        view.toggleCompared(id);
      });
    },
  );
}

function bindTable(
  root: HtmlSelection,
  { runs, view }: MetricsStores,
  drawn: ReadonlySignal<readonly ChartRun[]>,
): void {
  const title = t("The curves as a table");
  const { body, isOpen } = createSection(root, view, { id: "numbers-table", title });
  // It scrolls sideways where the panel is narrow, so the keyboard must reach it.
  body
    .classed("table-frame", true)
    .attr("role", "group")
    .attr("aria-label", title)
    .attr("tabindex", 0);
  drawOnChange(
    () => (isOpen.value ? tableOf(drawn.value, runs.graph.value) : null),
    (table) => {
      if (table !== null) drawTable(body, table);
    },
  );
}
