import { seriesOf, type Metric } from "./metric.js";

/** Nothing bounds it, and beyond this its digits say nothing. */
const mostDigits = 9999.5;

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
  format: (value) =>
    value < mostDigits ? value.toFixed(3) : value.toExponential(1).replace("e+", "e"),
};
