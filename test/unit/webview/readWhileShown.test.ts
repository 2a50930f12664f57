import { signal } from "@preact/signals-core";
import { afterEach, describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { toBase64 } from "../../../model/run/base64.js";
import { snapshotOf } from "../../../model/run/runSnapshot.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { readWeightsWhileShown } from "../../../webview/inspector/readWhileShown.js";
import { RunStore } from "../../../webview/state/runStore.js";
import { WeightRequests } from "../../../webview/state/weights/weightRequests.js";
import { weightReading } from "../../support/inspectorData.js";
import { recordedRun } from "../../support/recordedRun.js";

const events = recordedRun({ steps: 20 });
const file = "step-00000020.safetensors";

let end: () => void = () => undefined;
afterEach(() => {
  end();
});

/** A page with a run and a layer whose weights are shown; `requests` are what it asks of the host. */
function shown(wanted: string | null) {
  const runs = new RunStore();
  const run = snapshotOf(events.reduce(reduce, initialRunState), toBase64);
  runs.hydrate({ network: googlenet, input: googlenet.input, run, eventCount: events.length });
  const requests: string[] = [];
  const reader = new WeightRequests((id) => {
    requests.push(id);
    return Promise.resolve(weightReading(id));
  });
  const layer = signal(wanted);
  end = readWeightsWhileShown(reader, { runs }, () => layer.value);
  return { runs, layer, requests };
}

async function answers(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
}

describe("the weights of a layer", () => {
  it("are read once when they are shown, during a run or not", async () => {
    const { layer, requests } = shown("b1/conv7x7");
    await answers();
    expect(requests).toEqual(["b1/conv7x7"]);
    layer.value = "b2/conv1x1";
    await answers();
    expect(requests).toEqual(["b1/conv7x7", "b2/conv1x1"]);
  });

  it("are read again after a checkpoint, and not after a step", async () => {
    const { runs, requests } = shown("b1/conv7x7");
    await answers();
    const step = events.findLast(({ kind }) => kind === "step")!;
    runs.apply({ first: events.length, events: [step] });
    await answers();
    expect(requests).toHaveLength(1);
    runs.apply({
      first: events.length + 1,
      events: [{ kind: "checkpoint", time: 0, step: 20, file }],
    });
    await answers();
    expect(requests).toHaveLength(2);
  });

  it("are read no more where nobody sees them", async () => {
    const { runs, layer, requests } = shown("b1/conv7x7");
    await answers();
    layer.value = null;
    runs.apply({ first: events.length, events: [{ kind: "checkpoint", time: 0, step: 20, file }] });
    await answers();
    expect(requests).toHaveLength(1);
  });
});
