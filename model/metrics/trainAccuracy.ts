import { seriesOf, type Metric } from "./metric.js";

export const trainAccuracy: Metric = {
  id: "trainAccuracy",
  title: "Training accuracy",
  short: "train",
  unit: "",
  chart: "accuracy",
  every: "step",
  best: null,
  series: (run) => seriesOf(run.steps, (point) => point.accuracy),
  format: (value) => value.toFixed(3),
};
