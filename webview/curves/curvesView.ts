import { isRecord } from "../state/isRecord.js";
import { batch, computed, signal } from "@preact/signals-core";
import type { ChartSettings } from "../charts/chartView.js";
import type { StepWindow } from "../charts/window.js";
import { isTexts } from "../state/isTexts.js";
import { toggled } from "../state/toggled.js";

/** What the panel keeps for itself over a reload; never part of a run. */
export interface MetricsViewState extends ChartSettings {
  /** The run to which `steps` belong; null before the first. */
  readonly run: string | null;
  /** The past runs that are laid over the shown one, in the order in which they were chosen. */
  readonly compared: readonly string[];
  /** The ids of the parts that are open. */
  readonly open: readonly string[];
}

/** More would leave nothing of the curve. */
export const mostSmoothing = 0.99;

/** What a person chose to see of the metrics. */
export class CurvesView {
  readonly smoothing = signal(0);
  readonly isLog = signal(false);
  readonly run = signal<string | null>(null);
  readonly steps = signal<StepWindow | null>(null);
  readonly hidden = signal<readonly string[]>([]);
  readonly compared = signal<readonly string[]>([]);
  readonly open = signal<readonly string[]>([]);

  constructor(kept: Partial<MetricsViewState>) {
    this.smoothing.value = kept.smoothing ?? this.smoothing.value;
    this.isLog.value = kept.isLog ?? this.isLog.value;
    this.run.value = kept.run ?? this.run.value;
    this.steps.value = kept.steps ?? this.steps.value;
    this.hidden.value = kept.hidden ?? this.hidden.value;
    this.compared.value = kept.compared ?? this.compared.value;
    this.open.value = kept.open ?? this.open.value;
  }

  readonly settings = computed<ChartSettings>(() => ({
    smoothing: this.smoothing.value,
    isLog: this.isLog.value,
    steps: this.steps.value,
    hidden: this.hidden.value,
  }));

  readonly state = computed<MetricsViewState>(() => ({
    ...this.settings.value,
    run: this.run.value,
    compared: this.compared.value,
    open: this.open.value,
  }));

  /** Shows a run: what was zoomed into in another means nothing here. */
  showRun(run: string): void {
    if (run === this.run.peek()) return;
    batch(() => {
      this.run.value = run;
      this.steps.value = null;
    });
  }

  toggleHidden(metric: string): void {
    this.hidden.value = toggled(this.hidden.peek(), metric);
  }

  toggleCompared(run: string): void {
    this.compared.value = toggled(this.compared.peek(), run);
  }

  setOpen(part: string, isOpen: boolean): void {
    if (this.open.peek().includes(part) !== isOpen) {
      this.open.value = toggled(this.open.peek(), part);
    }
  }
}

/** What was kept, as far as it can be understood. */
export function parseMetricsView(kept: unknown): Partial<MetricsViewState> {
  if (!isRecord(kept)) return {};
  const { smoothing, isLog, run, steps, hidden, compared, open } = kept;
  return {
    ...(isSmoothing(smoothing) ? { smoothing } : {}),
    ...(typeof isLog === "boolean" ? { isLog } : {}),
    ...(typeof run === "string" ? { run } : {}),
    ...(isWindow(steps) ? { steps } : {}),
    ...(isTexts(hidden) ? { hidden } : {}),
    ...(isTexts(compared) ? { compared } : {}),
    ...(isTexts(open) ? { open } : {}),
  };
}

function isSmoothing(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= mostSmoothing;
}

function isWindow(value: unknown): value is StepWindow {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const ends: readonly unknown[] = value;
  const [from, to] = ends;
  return typeof from === "number" && typeof to === "number" && from >= 0 && to > from;
}
