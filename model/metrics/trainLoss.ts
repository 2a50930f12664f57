import { stepSeries, type Metric } from "./metric.js";

export const trainLoss: Metric = {
  id: "trainLoss",
  title: "Training loss",
  short: "loss",
  unit: "",
  chart: "loss",
  every: "step",
  best: null,
  isNoisy: true,
  series: (run) => stepSeries(run.steps, "loss"),
  summarized: (summary) => summary.loss,
  format: (value) => value.toFixed(3),
};
