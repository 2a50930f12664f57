import { signal } from "@preact/signals-core";
import { expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import type { ImageLook } from "../../../model/asking/seenImage.js";
import { initialRunState, reduceAll, type RunState } from "../../../model/run/state.js";
import type { AskRun } from "../../../webview/host/runQuestions.js";
import { noWish } from "../../../webview/protocol.js";
import { ImageRequests } from "../../../webview/state/seeing/imageRequests.js";
import { lookWhileShown } from "../../../webview/state/seeing/lookWhileShown.js";
import { inventedSight } from "../../support/seenImages.js";
import { startedEvent } from "../../support/startedEvent.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";

const look: ImageLook = { example: 3, nodes: [], most: 1 };

function stateOf(runId: string, ...files: readonly string[]): RunState {
  return reduceAll(initialRunState, [
    { ...startedEvent(), runId },
    ...files.map((file, step) => ({ kind: "checkpoint" as const, time: 0, step, file })),
  ]);
}

it("what one run makes of an image is never told of another, and stays where the same run goes on", async () => {
  const graph = buildGraph(tinyNetwork);
  const answers: (() => void)[] = [];
  const ask = () =>
    new Promise((resolve) => {
      answers.push(() => {
        resolve(inventedSight(graph, look, { step: answers.length }));
      });
    });
  const requests = new ImageRequests(ask as unknown as AskRun);
  const run = signal(stateOf("one"));
  const end = lookWhileShown(requests, { run, whose: signal(noWish) }, () => look);
  const seenStep = (): number | undefined => requests.state.value.seen?.image.step;
  answers.at(-1)!();
  await expect.poll(seenStep).toBe(1);
  run.value = stateOf("one", "step-00000003.safetensors");
  expect([answers.length, seenStep()]).toEqual([2, 1]);
  answers.at(-1)!();
  await expect.poll(seenStep).toBe(2);
  run.value = stateOf("another");
  expect([answers.length, seenStep()]).toEqual([3, undefined]);
  answers.at(-1)!();
  await expect.poll(seenStep).toBe(3);
  end();
  expect(requests.state.value.seen).toBeNull();
});
