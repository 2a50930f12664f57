import { seriesOf, type Metric } from "./metric.js";

export const testAccuracy: Metric = {
  id: "testAccuracy",
  title: "Test accuracy",
  short: "test",
  unit: "",
  chart: "accuracy",
  every: "epoch",
  best: "highest",
  series: (run) => seriesOf(run.evaluations, (point) => point.accuracy),
  format: (value) => value.toFixed(3),
};
