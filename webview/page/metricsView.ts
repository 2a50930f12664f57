import { computed, signal } from "@preact/signals-core";
import type { ChartSettings } from "../charts/chartView.js";
import type { StepWindow } from "../charts/window.js";
import { isTexts, withOrWithout } from "../texts.js";

/** What the panel keeps for itself over a reload; never part of a run. */
export interface MetricsViewState extends ChartSettings {
  /** The past runs that are laid over the shown one, in the order in which they were chosen. */
  readonly compared: readonly string[];
}

/** More would leave nothing of the curve. */
export const mostSmoothing = 0.99;

/** What a person chose to see of the metrics. */
export class MetricsView {
  readonly smoothing = signal(0);
  readonly isLog = signal(false);
  readonly steps = signal<StepWindow | null>(null);
  readonly hidden = signal<readonly string[]>([]);
  readonly compared = signal<readonly string[]>([]);

  constructor(kept: Partial<MetricsViewState>) {
    this.smoothing.value = kept.smoothing ?? this.smoothing.value;
    this.isLog.value = kept.isLog ?? this.isLog.value;
    this.steps.value = kept.steps ?? this.steps.value;
    this.hidden.value = kept.hidden ?? this.hidden.value;
    this.compared.value = kept.compared ?? this.compared.value;
  }

  readonly state = computed<MetricsViewState>(() => ({
    smoothing: this.smoothing.value,
    isLog: this.isLog.value,
    steps: this.steps.value,
    hidden: this.hidden.value,
    compared: this.compared.value,
  }));

  toggleHidden(metric: string): void {
    this.hidden.value = withOrWithout(this.hidden.peek(), metric);
  }

  toggleCompared(run: string): void {
    this.compared.value = withOrWithout(this.compared.peek(), run);
  }
}

/** What was kept, as far as it can be understood. */
export function parseMetricsView(kept: unknown): Partial<MetricsViewState> {
  if (typeof kept !== "object" || kept === null) return {};
  const { smoothing, isLog, steps, hidden, compared } = kept as Readonly<Record<string, unknown>>;
  return {
    ...(isSmoothing(smoothing) ? { smoothing } : {}),
    ...(typeof isLog === "boolean" ? { isLog } : {}),
    ...(isWindow(steps) ? { steps } : {}),
    ...(isTexts(hidden) ? { hidden } : {}),
    ...(isTexts(compared) ? { compared } : {}),
  };
}

function isSmoothing(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= mostSmoothing;
}

function isWindow(value: unknown): value is StepWindow {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, to] = value as readonly unknown[];
  return typeof from === "number" && typeof to === "number" && from >= 0 && to > from;
}
