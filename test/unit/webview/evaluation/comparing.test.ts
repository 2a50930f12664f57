import { signal } from "@preact/signals-core";
import { expect, it } from "vitest";
import { Comparing } from "../../../../webview/evaluation/comparing.js";
import { testedOf, type Tested } from "../../../../webview/evaluation/tested.js";
import type { ComparableRun } from "../../../../webview/protocol.js";
import { testedSet } from "../../../support/testedSet.js";

const other: ComparableRun = {
  ...{ id: "other", startedAt: 0, network: "NiN", testAccuracy: null, isSample: false },
  moments: [],
};

it("says nothing of the runs beside another run than is shown, nor why they could not be listed", async () => {
  const lists: ((found: readonly ComparableRun[] | Promise<never>) => void)[] = [];
  const host = {
    askRun: () => Promise.resolve(null),
    lastTold: () => Promise.resolve(null),
    comparableRuns: () =>
      new Promise<readonly ComparableRun[]>((resolve) => {
        lists.push(resolve);
      }),
  };
  const tested = signal<Tested | null>(testedOf(testedSet({ examples: 20 })));
  const comparing = new Comparing(host, { tested });
  const reads = ["first", "second", "third"].map((run) => {
    comparing.show(run);
    return comparing.read();
  });
  const fault = "The runs cannot be listed.";
  lists[0]?.(Promise.reject(new Error(fault)));
  lists[1]?.([other]);
  await Promise.all(reads.slice(0, 2));
  expect(comparing.runs.value).toEqual({ kind: "unread" });
  lists[2]?.(Promise.reject(new Error(fault)));
  await reads[2];
  expect(comparing.runs.value).toEqual({ kind: "failed", message: fault });
});
