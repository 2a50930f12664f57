import { seriesOf, type Metric } from "./metric.js";

export const testAccuracy: Metric = {
  id: "testAccuracy",
  title: "Test accuracy",
  short: "test",
  unit: "",
  chart: "accuracy",
  every: "epoch",
  best: "highest",
  isNoisy: false,
  series: (run) => seriesOf(run.evaluations, (point) => point.accuracy),
  summarized: (summary) => summary.testAccuracy,
  format: (value) => value.toFixed(3),
};
