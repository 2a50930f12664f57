import { signal } from "@preact/signals-core";
import { expect, it } from "vitest";
import { initialRunState, reduceAll } from "../../../../model/run/state.js";
import { Comparing } from "../../../../webview/evaluation/comparing.js";
import { EvaluationView } from "../../../../webview/evaluation/evaluationView.js";
import { followRun } from "../../../../webview/evaluation/followRun.js";
import {
  KeptQuestion,
  type AskedRun,
  type KeptHost,
} from "../../../../webview/evaluation/keptQuestion.js";
import type { EvaluationStores } from "../../../../webview/evaluation/stores.js";
import { Testing } from "../../../../webview/evaluation/testing.js";
import type { AskRun } from "../../../../webview/host/runQuestions.js";
import { RunStore } from "../../../../webview/state/runStore.js";
import { Tiles } from "../../../../webview/state/tiles.js";
import { killedEvent } from "../../../support/failedEvent.js";
import { startedEvent } from "../../../support/startedEvent.js";
import { testedSet } from "../../../support/testedSet.js";

function storesOf(host: KeptHost): EvaluationStores {
  const testing = new Testing(host);
  return {
    ...{
      runs: new RunStore(),
      view: new EvaluationView({}),
      testing,
      tiles: new Tiles(host.askRun),
    },
    mapping: new KeptQuestion(host, "testMap", null),
    comparing: new Comparing({ ...host, comparableRuns: () => Promise.resolve([]) }, testing),
    keptSteps: signal<readonly number[]>([]),
  };
}

it("takes back all that is asked of a run when the page is built anew", async () => {
  const open = new Set<string>();
  const ask = (kind: string, _: unknown, watch: { readonly signal: AbortSignal }) => {
    open.add(kind);
    watch.signal.addEventListener("abort", () => open.delete(kind));
    return new Promise(() => undefined);
  };
  const askRun = ask as unknown as AskRun;
  // The shown run was told of its test set before; its map, and another run beside it, were not.
  const lastTold = (kind: string, { run }: { readonly run: string }) =>
    Promise.resolve(kind === "testedExamples" && run === "r" ? testedSet() : null);
  const host = { askRun, lastTold } as KeptHost;
  const stores = storesOf(host);
  const end = followRun(stores);
  stores.runs.run.value = reduceAll(initialRunState, [
    startedEvent(),
    { kind: "checkpoint", time: 1, step: 3, file: "step-00000003.safetensors" },
    killedEvent,
  ]);
  await expect.poll(() => open.has("testMap")).toBe(true);
  stores.comparing.choose({ run: "another" });
  stores.tiles.want([1]);
  await expect.poll(() => open.size).toBe(3);
  end();
  expect([...open]).toEqual([]);
});

it("asks weights of before at once, also of a run at work, and the newest only when a person wants it", async () => {
  const asked: unknown[] = [];
  const ask = (kind: string, _: unknown, { of }: { readonly of: AskedRun }) => {
    asked.push([kind, of]);
    return Promise.resolve(kind === "testedExamples" ? testedSet() : null);
  };
  const askRun = ask as unknown as AskRun;
  const host: KeptHost = { askRun, lastTold: () => Promise.resolve(null) };
  const stores = storesOf(host);
  const end = followRun(stores);
  stores.runs.run.value = reduceAll(initialRunState, [
    startedEvent(),
    { kind: "checkpoint", time: 1, step: 3, file: "step-00000003.safetensors" },
  ]);
  stores.view.at.value = 2;
  await expect.poll(() => asked).toHaveLength(2);
  expect(asked).toEqual([
    ["testedExamples", { run: "r", at: 2 }],
    ["testMap", { run: "r", at: 2 }],
  ]);
  stores.view.at.value = null;
  expect(stores.testing.tested.value).toBeNull();
  await stores.testing.ask();
  expect(asked.slice(2)).toContainEqual(["testedExamples", { run: "r" }]);
  // A moment of one run is none of another.
  stores.view.at.value = 2;
  await expect.poll(() => asked.at(-1)).toEqual(["testMap", { run: "r", at: 2 }]);
  const before = asked.length;
  stores.runs.run.value = reduceAll(initialRunState, [{ ...startedEvent(), runId: "next" }]);
  expect(stores.view.at.value).toBeNull();
  await stores.testing.ask();
  expect(asked.slice(before)).toEqual([["testedExamples", { run: "next" }]]);
  end();
});
