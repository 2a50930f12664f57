import { signal } from "@preact/signals-core";
import { expect, it } from "vitest";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import type { ComparableRun, RunToCompare } from "../../../webview/protocol.js";
import { idOfWeights } from "../../../webview/state/idOfWeights.js";
import { OtherWeights } from "../../../webview/state/seeing/otherWeights.js";
import { firstImage, type ChosenImage } from "../../../webview/state/seeing/chosenImage.js";
import { recordedRun } from "../../support/recordedRun.js";

const shown = recordedRun({ steps: 20 }).reduce(reduce, initialRunState);
const other = { network: "NiN", testAccuracy: 0.9, startedAt: Date.UTC(2026, 0, 31, 14) };

function offeredBy({ groups }: Pick<OtherWeights, "groups">): readonly unknown[] {
  return groups.value.flatMap(({ title: group, options }) =>
    options.map(({ title, weights }) => [group, title, weights]),
  );
}

it("weights beside those at hand are the kept moments of the run and other runs, by their names", async () => {
  const run = signal<RunState>(shown);
  const steps = signal<readonly number[]>([]);
  const image = signal<ChosenImage | null>(null);
  const asked: RunToCompare[] = [];
  let answer: (runs: readonly ComparableRun[]) => void = () => undefined;
  const otherWeights = new OtherWeights({ run }, steps, {
    comparableRuns: (wish) => {
      asked.push(wish);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    language: () => "en",
  });
  const end = otherWeights.start({ image });
  expect([offeredBy(otherWeights), asked]).toEqual([[], []]);
  steps.value = [100, 230];
  image.value = firstImage;
  image.value = { ...firstImage, example: 3 };
  expect(asked).toEqual([
    { run: shown.started?.runId, classNames: shown.started?.dataset.classNames },
  ]);
  answer([
    { ...other, id: "one", isSample: false, moments: [40, 80] },
    { ...other, id: "sample", isSample: true, moments: [] },
  ]);
  await Promise.resolve();
  await Promise.resolve();
  const matching = (text: RegExp): string => expect.stringMatching(text) as string;
  expect(offeredBy(otherWeights)).toEqual([
    ["Moments of this run", "step 230, epoch 3", { at: 230 }],
    ["Moments of this run", "step 100, epoch 1", { at: 100 }],
    ["Other runs", matching(/^Jan 31.* · NiN · 0\.900$/u), { run: "one" }],
    ["Other runs", "The sample run · NiN · 0.900", { run: "sample" }],
    // How good a run was at its end says nothing of a moment before.
    ["Moments of other runs", matching(/^Jan 31.* · NiN · step 80$/u), { run: "one", at: 80 }],
    ["Moments of other runs", matching(/^Jan 31.* · NiN · step 40$/u), { run: "one", at: 40 }],
  ]);
  const ids = otherWeights.groups.value.flatMap(({ options }) => options.map(({ id }) => id));
  expect([new Set(ids).size, ids.includes(idOfWeights({}))]).toEqual([6, false]);
  expect(otherWeights.titleOf("sample")).toBe("The sample run · NiN");
  expect(otherWeights.titleOf("gone")).toBe("");
  // Of another run nothing is known yet, and what was told of the one before comes too late.
  const late = answer;
  run.value = { ...shown, started: shown.started && { ...shown.started, runId: "next" } };
  expect(offeredBy(otherWeights)).toHaveLength(2);
  late([{ ...other, id: "late", isSample: false, moments: [] }]);
  await Promise.resolve();
  expect(otherWeights.titleOf("late")).toBe("");
  end();
});
