import { stepSeries, type Metric } from "./metric.js";

/** Made once: a page writes the speed at every step. */
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

export const examplesPerSecond: Metric = {
  id: "examplesPerSecond",
  title: "Examples per second",
  short: "speed",
  unit: "examples/s",
  chart: "speed",
  every: "step",
  best: null,
  isNoisy: false,
  series: (run) => stepSeries(run.steps, "examplesPerSecond"),
  summarized: (summary) => summary.examplesPerSecond,
  format: (value) => (value < 100 ? value.toFixed(1) : whole.format(value)),
};
