import { seriesOf, type Metric } from "./metric.js";

export const testLoss: Metric = {
  id: "testLoss",
  title: "Test loss",
  short: "test",
  unit: "",
  chart: "loss",
  every: "epoch",
  best: "lowest",
  isNoisy: false,
  series: (run) => seriesOf(run.evaluations, (point) => point.loss),
  format: (value) => value.toFixed(3),
};
