import { seriesOf, type Metric } from "./metric.js";

export const examplesPerSecond: Metric = {
  id: "examplesPerSecond",
  title: "Examples per second",
  short: "speed",
  unit: "examples/s",
  chart: "speed",
  every: "step",
  best: null,
  series: (run) => seriesOf(run.steps, (point) => point.examplesPerSecond),
  format: (value) => (value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en-US")),
};
