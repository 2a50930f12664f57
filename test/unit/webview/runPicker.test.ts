// @vitest-environment jsdom
import { select } from "d3";
import { expect, it } from "vitest";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import { pastRunOf, type PastRun } from "../../../webview/runs/pastRuns.js";
import { drawRunPicker } from "../../../webview/runs/drawRunPicker.js";

const chapter = defaultRunConfig();

function runOf(id: string, change: Partial<RunConfig>): PastRun {
  const config = { ...chapter, ...change };
  const rest = { isSample: false, startedAt: 0, steps: [], evaluations: [], finished: null };
  return pastRunOf({ id, title: `All of ${id}`, config, ...rest }, "en");
}

function factsOf(shown: RunConfig | null, others: readonly PastRun[]): readonly (string | null)[] {
  const list = select<HTMLElement, unknown>(document.createElement("div"));
  const picker = { past: { kind: "ready", runs: others }, shown, others, compared: [] } as const;
  drawRunPicker(list, picker, () => undefined);
  const facts = list.selectAll<HTMLElement, PastRun>(".run-facts").nodes();
  expect(facts.map(({ title }) => title)).toEqual(others.map(({ id }) => `All of ${id}`));
  return facts.map(({ textContent }) => textContent);
}

it("begins what is said of a past run with what differs, among them and from the shown one", () => {
  const others = [
    runOf("a", { learningRate: 0.01 }),
    runOf("b", { learningRate: 0.1, inputSize: [64, 64] }),
  ];
  expect(factsOf(chapter, others)).toEqual([
    "learning rate 0.01 · 96×96 pixels · 0 steps",
    "learning rate 0.1 · 64×64 pixels · 0 steps",
  ]);
  expect(factsOf({ ...chapter, seed: 7 }, [runOf("c", {})])).toEqual([
    `seed ${chapter.seed} · 0 steps`,
  ]);
});

it("says no more than how far it came where nothing differs, and nothing of a bound that a run does not have", () => {
  expect(factsOf(null, [runOf("a", {})])).toEqual(["0 steps"]);
  const [bound, free] = factsOf(null, [runOf("a", { maxSteps: 100 }), runOf("b", {})]);
  expect([bound, free]).toEqual(["at most 100 steps · 0 steps", "0 steps"]);
});

it("says nothing of how often a run was measured, which changes none of its curves", () => {
  const rarely = { statisticsEvery: 100, histogramsEvery: 0, timingsEvery: 0, checkpointEvery: 0 };
  expect(factsOf(chapter, [runOf("a", { ...rarely, batchSize: 8 })])).toEqual([
    "batch 8 · 0 steps",
  ]);
});
