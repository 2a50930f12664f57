import { signal } from "@preact/signals-core";
import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { toBase64 } from "../../../model/run/base64.js";
import type { RunEvent } from "../../../model/run/events.js";
import { snapshotOf } from "../../../model/run/runSnapshot.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { lookWhileShown } from "../../../webview/state/seeing/lookWhileShown.js";
import { askAsLookedAt, KeptWeights } from "../../../webview/state/keptWeights.js";
import type { Place } from "../../../webview/state/moments.js";
import { NewestQuestion } from "../../../webview/state/newestQuestion.js";
import { RunStore } from "../../../webview/state/runStore.js";
import { recordedRun } from "../../support/recordedRun.js";

const events = recordedRun({ steps: 20 });

async function answers(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** A page with a run, and a question that follows what is looked at. */
function page() {
  const runs = new RunStore();
  const show = (told: readonly RunEvent[]): void => {
    const run = snapshotOf(told.reduce(reduce, initialRunState), toBase64);
    runs.hydrate({ network: googlenet, input: googlenet.input, run, eventCount: told.length });
  };
  show(events);
  const place = signal<Place>(null);
  const kept = { steps: [469, 938, 1407] as readonly number[] };
  const asked: (number | null)[] = [];
  const question = new NewestQuestion((_, __, watch) => {
    asked.push(watch?.of?.at ?? null);
    return Promise.resolve(null);
  }, "readInputs");
  const list = new KeptWeights(runs, () => Promise.resolve(kept.steps));
  const ends = [
    list.start(),
    askAsLookedAt(runs, { place }, list),
    lookWhileShown(question, runs, () => ["b3/3a/path1/conv1x1"]),
  ];
  const end = (): void => {
    for (const each of ends) each();
  };
  return { runs, show, place, kept, asked, end };
}

describe("the weights with which a network is asked", () => {
  it("are those kept of the moment nearest to the one that is looked back at", async () => {
    const { runs, place, asked, end } = page();
    await answers();
    expect(asked).toEqual([null]);
    for (const [step, at] of [
      [1, 469],
      [700, 469],
      [704, 938],
      [1000, 938],
      [5000, 1407],
    ] as const) {
      place.value = step;
      await answers();
      expect(runs.whose.value).toEqual({ at });
    }
    // What is there already is not asked again.
    expect(asked).toEqual([null, 469, 938, 1407]);
    place.value = null;
    await answers();
    expect(asked).toEqual([null, 469, 938, 1407, null]);
    end();
  });

  it("are not asked anew where the run goes on, unless there are nearer ones", async () => {
    const { show, place, kept, asked, end } = page();
    await answers();
    place.value = 1000;
    await answers();
    const checkpoint = { kind: "checkpoint", time: 1, step: 20, file: "step-20" } as const;
    show([...events, checkpoint]);
    await answers();
    expect(asked).toEqual([null, 938]);
    kept.steps = [469, 1407, 1001];
    show([...events, { ...checkpoint, file: "step-21" }]);
    await answers();
    expect(asked).toEqual([null, 938, 1001]);
    end();
  });

  it("are the newest of a run that has kept none, or that says so", async () => {
    const { runs, place, kept, end } = page();
    kept.steps = [];
    await answers();
    place.value = 700;
    await answers();
    expect(runs.whose.value).toEqual({ at: 469 });
    const [first, ...others] = events;
    if (first?.kind !== "started") throw new Error("A run begins with its start.");
    runs.hydrate({
      ...{ network: googlenet, input: googlenet.input, eventCount: 1 },
      run: snapshotOf(
        [{ ...first, runId: "another" }, ...others].reduce(reduce, initialRunState),
        toBase64,
      ),
    });
    await answers();
    expect(runs.whose.value).toEqual({});
    end();
  });
});
