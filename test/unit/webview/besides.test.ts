import { signal } from "@preact/signals-core";
import { expect, it } from "vitest";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import type { ComparableRun, RunToCompare } from "../../../webview/protocol.js";
import { idOfWeights } from "../../../webview/state/idOfWeights.js";
import { Besides } from "../../../webview/state/seeing/besides.js";
import { firstImage, type ChosenImage } from "../../../webview/state/seeing/chosenImage.js";
import { recordedRun } from "../../support/recordedRun.js";

const shown = recordedRun({ steps: 20 }).reduce(reduce, initialRunState);
const other = { network: "NiN", testAccuracy: 0.9, startedAt: Date.UTC(2026, 0, 31, 14) };

it("weights beside those at hand are the kept moments of the run and other runs, by their names", async () => {
  const run = signal<RunState>(shown);
  const steps = signal<readonly number[]>([]);
  const image = signal<ChosenImage | null>(null);
  const asked: RunToCompare[] = [];
  let answer: (runs: readonly ComparableRun[]) => void = () => undefined;
  const besides = new Besides({ run }, steps, {
    comparableRuns: (wish) => {
      asked.push(wish);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    language: () => "en",
  });
  const end = besides.start({ image });
  expect([besides.all.value, asked]).toEqual([[], []]);
  steps.value = [100, 230];
  image.value = firstImage;
  image.value = { ...firstImage, example: 3 };
  expect(asked).toEqual([
    { run: shown.started?.runId, classNames: shown.started?.dataset.classNames },
  ]);
  answer([
    { ...other, id: "one", isSample: false },
    { ...other, id: "sample", isSample: true },
  ]);
  await Promise.resolve();
  await Promise.resolve();
  expect(besides.all.value.map(({ kind, title, weights }) => [kind, title, weights])).toEqual([
    ["moment", "step 100, epoch 1", { at: 100 }],
    ["moment", "step 230, epoch 3", { at: 230 }],
    ["run", expect.stringMatching(/^NiN, Jan 31/u) as string, { run: "one" }],
    ["run", "The sample run", { run: "sample" }],
  ]);
  expect(new Set(besides.all.value.map(({ id }) => id)).size).toBe(4);
  expect(besides.titleOf({ run: "sample" })).toBe("The sample run");
  expect([besides.titleOf({}), besides.titleOf({ at: 101 }), idOfWeights({})]).toEqual([
    "",
    "",
    "",
  ]);
  // Of another run nothing is known yet, and what was told of the one before comes too late.
  const late = answer;
  run.value = { ...shown, started: shown.started && { ...shown.started, runId: "next" } };
  expect(besides.all.value.map(({ kind }) => kind)).toEqual(["moment", "moment"]);
  late([{ ...other, id: "late", isSample: false }]);
  await Promise.resolve();
  expect(besides.titleOf({ run: "late" })).toBe("");
  end();
});
