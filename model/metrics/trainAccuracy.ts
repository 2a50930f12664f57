import { stepSeries, type Metric } from "./metric.js";

export const trainAccuracy: Metric = {
  id: "trainAccuracy",
  title: "Training accuracy",
  short: "train",
  unit: "",
  chart: "accuracy",
  every: "step",
  best: null,
  isNoisy: true,
  series: (run) => stepSeries(run.steps, "accuracy"),
  summarized: (summary) => summary.trainAccuracy,
  format: (value) => value.toFixed(3),
};
