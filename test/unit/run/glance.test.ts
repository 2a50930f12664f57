import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { glanceAt } from "../../../model/run/glance.js";
import { snapshotOf } from "../../../model/run/runSnapshot.js";
import { initialRunState, reduceAll } from "../../../model/run/state.js";
import { histogramEvents } from "../../support/inspectorData.js";
import { buildGraph } from "../../../model/network/graph.js";
import { recordedRun } from "../../support/recordedRun.js";

function runOf(steps: number) {
  const graph = buildGraph(googlenet);
  const events = [...recordedRun({ steps }), ...histogramEvents([10, 20, 30], graph)];
  return reduceAll(initialRunState, events);
}
const lengthOf = (run: ReturnType<typeof runOf>): number =>
  JSON.stringify(snapshotOf(run, (bytes) => Buffer.from(bytes).toString("base64"))).length;

describe("a glance at a run", () => {
  it("has its newest numbers, its beginning and its epochs", () => {
    const run = runOf(2000);
    const glance = glanceAt(run);
    expect(glance.steps.at(-1)).toEqual(run.steps.at(-1));
    expect([...glance.steps].slice(-50)).toEqual([...run.steps].slice(-50));
    expect(glance.steps.at(0)).toEqual(run.steps.at(0));
    expect(glance.statistics.slice(-3)).toEqual(run.statistics.slice(-3));
    expect(glance.statistics[0]).toBe(run.statistics[0]);
    expect(glance.histograms).toEqual(run.histograms.slice(-1));
    const { steps, statistics, histograms, timings } = glance;
    expect(glance).toEqual({ ...run, steps, statistics, histograms, timings });
  });

  it("is as long for a long run as for one of some minutes", () => {
    const long = lengthOf(glanceAt(runOf(6000)));
    expect(long).toBeLessThan(1.2 * lengthOf(glanceAt(runOf(600))));
    expect(long).toBeLessThan(lengthOf(runOf(6000)) / 4);
  });
});
