import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AnswerOf } from "../../../model/asking/index.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import type { NetworkSpec } from "../../../model/network/spec.js";
import { toBase64 } from "../../../model/run/base64.js";
import type { RunEvent } from "../../../model/run/events.js";
import { snapshotOf } from "../../../model/run/runSnapshot.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import type { AskRun } from "../../../webview/host/runQuestions.js";
import { noWish, type WeightsOf } from "../../../webview/protocol.js";
import { doingText, imageText } from "../../../webview/stage/muting/mutingTexts.js";
import {
  isChannelMuted,
  keptParts,
  knownParts,
  mutednessOf,
  readMutedParts,
  withChannel,
  withWhole,
  type MutedParts,
} from "../../../webview/state/muting/mutedParts.js";
import { fewExamples, Muting } from "../../../webview/state/muting/muting.js";
import { RunStore } from "../../../webview/state/runStore.js";
import { lookAt } from "../../../webview/state/seeing/looks.js";
import { parseViewState, type ViewState } from "../../../webview/state/viewState.js";
import { ViewStore } from "../../../webview/state/viewStore.js";
import { partText } from "../../../webview/words/partText.js";
import { startedEvent } from "../../support/startedEvent.js";
import { residualNetwork } from "../../support/residualNetwork.js";

const graph = buildGraph(googlenet);
const last = "b3/3a/path2/conv3x3";
const reduction = "b3/3a/path2/conv1x1";

describe("the parts that are muted", () => {
  it("come and go as a whole, and by channels", () => {
    const whole = withWhole([], last);
    expect(mutednessOf(whole, last)).toBe("whole");
    expect(withWhole(whole, last)).toEqual([]);
    const place = { id: last, channels: 3 };
    const one = withChannel([], place, 1);
    expect(one).toEqual([{ node: last, channels: [1] }]);
    expect(mutednessOf(one, last)).toBe("some");
    // A channel of what is muted goes on again, and all one by one are the whole.
    expect(withChannel(withWhole([], last), place, 1)).toEqual([{ node: last, channels: [0, 2] }]);
    expect(withChannel([{ node: last, channels: [0, 2] }], place, 1)).toEqual(whole);
    expect(withChannel(one, place, 1)).toEqual([]);
    expect(withWhole(one, last)).toEqual(whole);
  });

  it("change by one channel alone, whatever is muted", () => {
    const channel = fc.nat(4);
    fc.assert(
      fc.property(fc.array(channel), channel, (before, toggled) => {
        const place = { id: last, channels: 5 };
        const parts = before.reduce((all: MutedParts, each) => withChannel(all, place, each), []);
        const after = withChannel(parts, place, toggled);
        for (let each = 0; each < 5; each++) {
          const was = isChannelMuted(parts, last, each);
          expect(isChannelMuted(after, last, each)).toBe(each === toggled ? !was : was);
        }
        expect(readMutedParts(JSON.parse(JSON.stringify(after)))).toEqual(after);
      }),
    );
  });

  it("are found again after a reload, as far as they can be understood", () => {
    const muted = [
      { node: last, channels: null },
      { node: reduction, channels: [3, 5] },
    ];
    const view = new ViewStore(parseViewState({ scope: null, muted }));
    expect(view.muted.value).toEqual(muted);
    expect(view.state.value.muted).toEqual(muted);
    const odd = [
      {},
      [{ node: 1, channels: null }],
      [{ node: last }],
      [{ node: last, channels: [] }],
      [{ node: last, channels: [-1] }],
      [{ node: last, channels: ["0"] }],
      [muted[0], muted[0]],
      [null],
    ];
    for (const each of odd) {
      expect(parseViewState({ muted: each }), JSON.stringify(each)).toEqual({});
    }
    const many = Array.from({ length: 4000 }, (_, each) => each);
    expect(keptParts([{ node: last, channels: many }])).toEqual([]);
  });

  it("are those that the network has", () => {
    const known = [{ node: last, channels: [127] }];
    expect(knownParts(graph, known)).toBe(known);
    const unknown = [
      { node: last, channels: [128] },
      { node: "b9/9a", channels: null },
      // A path is known by the place of its last node.
      { node: "b3/3a/path2", channels: null },
      { node: "linear/dense", channels: null },
    ];
    expect(knownParts(graph, [...unknown, ...known])).toEqual(known);
  });

  it("are named with their block and path", () => {
    expect(partText(graph, { node: last, channels: null })).toBe("Inception 3a, Path 2");
    expect(partText(graph, { node: reduction, channels: null })).toBe(
      "Inception 3a, Path 2, 1×1 convolution",
    );
    expect(partText(graph, { node: last, channels: [4] })).toBe(
      "Inception 3a, Path 2, 3×3 convolution, channel 4",
    );
    expect(partText(graph, { node: "b1/conv7x7", channels: [4, 6] })).toBe(
      "7×7 convolution, channels 4, 6",
    );
    expect(partText(graph, { node: "b1/conv7x7", channels: [1, 2, 3, 4] })).toBe(
      "7×7 convolution, 4 channels",
    );
  });
});

const doing: AnswerOf<"mutedDoing"> = {
  ...{ step: 320, examples: 500, changed: 0.5 },
  whole: { accuracy: 0.9, loss: 0.3 },
  without: { accuracy: 0.4, loss: 2 },
};

const told = (step: number): string => `at step ${step}`;

/** Numbers and their units are not broken. */
function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

describe("what comes of it", () => {
  it("is said in a sentence", () => {
    expect(plain(doingText({ kind: "quiet" }, doing, told))).toBe(
      "Right: 90.0 % → 40.0 % of 500 test images, at step 320; 50.0 % are taken for something else.",
    );
    expect(doingText({ kind: "asking", done: 64, of: 1000 }, null, told)).toBe(
      "Tested: 64 of 1,000 images",
    );
    expect(doingText({ kind: "failed", message: "It is gone." }, doing, told)).toBe(
      "The network could not be asked. It is gone.",
    );
  });

  it("is said of an image too", () => {
    const seen = (probabilities: readonly number[]): AnswerOf<"seenImage"> => ({
      ...{ step: 1, classNames: ["Bag", "Boot"], label: 0, nodes: {}, probabilities },
      image: { height: 1, width: 1, channels: 1, pixels: new Uint8Array(1) },
    });
    expect(plain(imageText(seen([0.9, 0.1]), seen([0.6, 0.4])))).toBe(
      "This image: Bag 90.0 % → 60.0 %",
    );
    expect(plain(imageText(seen([0.9, 0.1]), seen([0.2, 0.8])))).toBe(
      "This image: Bag 90.0 % → Boot 80.0 %",
    );
  });
});

function events(runId: string): readonly RunEvent[] {
  const file = "step-00000020.safetensors";
  return [
    { ...startedEvent(), runId },
    { kind: "checkpoint", time: 0, step: 20, file },
  ];
}

describe("parts that a person mutes", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function mutingUnderTest(kept: Partial<ViewState> = {}) {
    const asked: {
      readonly kind: string;
      readonly input: unknown;
      readonly signal: AbortSignal;
      readonly of?: WeightsOf;
    }[] = [];
    const ask = (
      kind: string,
      input: unknown,
      { signal, of }: { readonly signal: AbortSignal; readonly of?: WeightsOf },
    ) =>
      new Promise((answer) => {
        asked.push({ kind, input, signal, ...(of === undefined ? {} : { of }) });
        if (kind === "mutedDoing") setTimeout(answer, 1000, doing);
      });
    const runs = new RunStore();
    const view = new ViewStore(kept);
    const muting = new Muting(runs, view, ask as AskRun);
    const end = muting.start();
    const show = (runId: string, network: NetworkSpec = googlenet): void => {
      runs.hydrate({
        ...{ network, input: network.input, eventCount: 0 },
        run: snapshotOf(events(runId).reduce(reduce, initialRunState), toBase64),
      });
    };
    return { asked, runs, view, muting, show, end };
  }

  it("are tested together once a person has muted the last, and the newest counts", async () => {
    const { asked, muting, show, end } = mutingUnderTest();
    show("one");
    expect(muting.toggle("b3/3a/path2")).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    muting.toggle("b3/3a/path1");
    expect(muting.toggle("b3/3a")).toBe(false);
    await vi.advanceTimersByTimeAsync(299);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    const parts = [last, "b3/3a/path1/conv1x1"].map((node) => ({ node, channels: null }));
    expect(asked.map(({ input }) => input)).toEqual([{ muted: parts, most: fewExamples }]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(muting.doing.value).toEqual(doing);
    // Of other parts it says nothing.
    muting.letThrough("b3/3a/path1/conv1x1");
    expect(muting.doing.value).toBeNull();
    await vi.advanceTimersByTimeAsync(300);
    muting.muteNothing();
    expect(asked[1]?.signal.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(2000);
    expect(muting.doing.value).toBeNull();
    expect(asked).toHaveLength(2);
    end();
  });

  it("are asked of another run anew, as far as its network has them", async () => {
    const muted = [
      { node: last, channels: null },
      { node: "b1/conv7x7", channels: [3] },
    ];
    const { asked, view, show, end } = mutingUnderTest({ muted });
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([]);
    show("one");
    await vi.advanceTimersByTimeAsync(2000);
    show("two");
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked.map(({ input }) => input)).toEqual([
      { muted, most: fewExamples },
      { muted, most: fewExamples },
    ]);
    show("three", residualNetwork);
    expect(view.muted.value).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked).toHaveLength(2);
    end();
  });

  it("are tested by the weights of each moment that is looked at, once", async () => {
    const { asked, runs, muting, show, end } = mutingUnderTest();
    show("one");
    muting.toggle(last);
    await vi.advanceTimersByTimeAsync(2000);
    // Moments that pass under the hand are not asked.
    for (const at of [20, 40]) {
      runs.whose.value = { at };
      expect(muting.doing.value).toBeNull();
      await vi.advanceTimersByTimeAsync(200);
    }
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked.map(({ of }) => of)).toEqual([undefined, { at: 40 }]);
    for (const whose of [noWish, { at: 40 }]) {
      runs.whose.value = whose;
      expect(muting.doing.value).toEqual(doing);
      await vi.advanceTimersByTimeAsync(2000);
    }
    expect(asked).toHaveLength(2);
    // Of other parts all that was told says nothing.
    muting.toggle("b3/3a/path1");
    runs.whose.value = noWish;
    expect(muting.doing.value).toBeNull();
    end();
  });

  it("are kept from an image that is looked at, which the whole network sees too", async () => {
    const { asked, view, muting, show, end } = mutingUnderTest();
    show("one");
    view.showExample(4);
    expect(asked).toEqual([]);
    muting.toggle(last);
    expect(asked).toMatchObject([{ kind: "seenImage", input: { example: 4, nodes: [] } }]);
    expect(asked[0]?.input).not.toHaveProperty("muted");
    expect(lookAt(view, { nodes: [], most: 1 })).toEqual({
      ...{ example: 4, nodes: [], most: 1 },
      muted: [{ node: last, channels: null }],
    });
    muting.muteNothing();
    expect(asked[0]?.signal.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveLength(1);
    end();
  });
});
