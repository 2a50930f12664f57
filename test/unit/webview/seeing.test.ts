import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import type { ImageLook, SeenImage } from "../../../model/asking/seenImage.js";
import type { AskRun } from "../../../webview/host/runQuestions.js";
import { tileUrl } from "../../../webview/marks/bitmap.js";
import { ImageRequests, isAwaited, isToCome } from "../../../webview/state/seeing/imageRequests.js";
import {
  examplesWithin,
  nextOf,
  previousOf,
  randomOf,
} from "../../../webview/state/seeing/nextExample.js";
import { parseViewState } from "../../../webview/state/viewState.js";
import { ViewStore } from "../../../webview/state/viewStore.js";
import { inventedSight } from "../../support/seenImages.js";

const graph = buildGraph(googlenet);
const look: ImageLook = { example: 3, nodes: ["b1/conv7x7", "b3/3a"], most: 5 };

interface Asked {
  readonly look: ImageLook;
  readonly signal: AbortSignal;
  readonly answer: (seen: SeenImage | null) => void;
  readonly fail: (error: Error) => void;
}

/** Requests whose answers a test gives. */
function requestsUnderTest() {
  const asked: Asked[] = [];
  const ask = (_: unknown, input: ImageLook, watch: { readonly signal: AbortSignal }) =>
    new Promise((answer, fail) => {
      asked.push({ look: input, signal: watch.signal, answer, fail });
    });
  const requests = new ImageRequests(ask as AskRun);
  const answer = async (place: number, step = 200): Promise<void> => {
    asked[place]!.answer(inventedSight(graph, asked[place]!.look, { step }));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { asked, requests, answer, state: () => requests.state.value };
}

describe("questions of an image", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("are asked once, and not for what is there already", async () => {
    const { asked, requests, answer, state } = requestsUnderTest();
    requests.want(look, "run");
    await answer(0);
    expect(state().seen?.image.label).toBe(0);
    requests.want(look, "run");
    requests.want({ ...look, nodes: ["b3/3a"], most: 2 }, "run");
    expect(asked).toHaveLength(1);
    requests.want({ ...look, nodes: ["b3/3b"] }, "run");
    requests.want({ ...look, nodes: ["b3/3b"], most: 9 }, "run");
    requests.want({ ...look, nodes: ["b3/3b"], most: 9 }, "later");
    requests.want({ ...look, nodes: ["b3/3b"], most: 9, example: 4 }, "later");
    expect(asked).toHaveLength(5);
  });

  it("are taken back by newer ones, whose answers alone count", async () => {
    const { asked, requests, answer, state } = requestsUnderTest();
    requests.want(look, "run");
    requests.want({ ...look, example: 4 }, "run");
    expect(asked[0]!.signal.aborted).toBe(true);
    expect(asked[1]!.signal.aborted).toBe(false);
    await answer(1);
    await answer(0);
    expect(state().seen?.look.example).toBe(4);
    requests.want(null, "run");
    expect(state()).toMatchObject({ asked: null, seen: null, problem: null });
    await answer(1);
    expect(state().seen).toBeNull();
  });

  it("keep what was seen until the answer comes, and tell of a long wait", async () => {
    const { requests, answer, state } = requestsUnderTest();
    requests.want(look, "run");
    await answer(0);
    requests.want({ ...look, example: 4 }, "run");
    await vi.advanceTimersByTimeAsync(299);
    expect(state()).toMatchObject({ isSlow: false, seen: { look: { example: 3 } } });
    await vi.advanceTimersByTimeAsync(1);
    expect(state()).toMatchObject({ isSlow: true, seen: { look: { example: 3 } } });
    await answer(1);
    expect(state()).toMatchObject({ isSlow: false, seen: { look: { example: 4 } } });
  });

  it("say that an image is awaited, but not where only more of its maps are", async () => {
    const { requests, answer, state } = requestsUnderTest();
    const wait = async (wanted: ImageLook, at?: number): Promise<boolean> => {
      requests.want(wanted, "run", at === undefined ? {} : { at });
      await vi.advanceTimersByTimeAsync(2000);
      return isAwaited(state());
    };
    expect(isToCome(state())).toBe(true);
    expect(await wait(look)).toBe(true);
    await answer(0);
    expect(isToCome(state())).toBe(false);
    const more = { ...look, nodes: [...look.nodes, "b3/3b"] };
    const muted = [{ node: "b3/3a/path1", channels: null }];
    expect(await wait(more)).toBe(false);
    expect(state().isSlow).toBe(true);
    await answer(1);
    expect(await wait({ ...more, muted })).toBe(true);
    await answer(2);
    expect(await wait({ ...more, muted }, 100)).toBe(true);
  });

  it("tell of no wait where the same is asked anew, but where it is asked of other weights", async () => {
    const { requests, answer, state } = requestsUnderTest();
    requests.want(look, "run");
    await answer(0);
    requests.refresh();
    await vi.advanceTimersByTimeAsync(2000);
    expect(state().isSlow).toBe(false);
    await answer(1);
    requests.want(look, "a checkpoint later");
    await vi.advanceTimersByTimeAsync(2000);
    expect(state().isSlow).toBe(false);
    await answer(2);
    requests.want(look, "a checkpoint later", { at: 100 });
    await vi.advanceTimersByTimeAsync(2000);
    expect(state().isSlow).toBe(true);
    await answer(3);
    requests.want(look, "a checkpoint later");
    await vi.advanceTimersByTimeAsync(2000);
    expect(state().isSlow).toBe(true);
  });

  it("are asked anew when they are refreshed, never two at a time", async () => {
    const { asked, requests, answer, state } = requestsUnderTest();
    requests.refresh();
    requests.want(look, "run");
    requests.refresh();
    expect(asked).toHaveLength(1);
    await answer(0);
    requests.refresh();
    await answer(1, 300);
    expect(asked).toHaveLength(2);
    expect(state().seen?.image.step).toBe(300);
  });

  it("say why there is no answer", async () => {
    const { asked, requests, state } = requestsUnderTest();
    requests.want(look, "run");
    asked[0]!.answer(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toMatchObject({ seen: null, problem: { kind: "absent" } });
    requests.want({ ...look, example: 5 }, "run");
    asked[1]!.fail(new Error("The data are gone."));
    await vi.advanceTimersByTimeAsync(0);
    expect(state().problem).toEqual({ kind: "failed", message: "The data are gone." });
  });
});

describe("the way through the test set", () => {
  const labels = [0, 1, 2, 0, 1, 2, 0];
  const from = (example: number) => ({ example, within: null, own: null });

  it("goes to the next and the one before, around its ends", () => {
    const ones = examplesWithin({ labels }, 1);
    expect(ones).toEqual([1, 4]);
    expect([0, 1, 4, 6].map((example) => nextOf(ones, from(example)))).toEqual([1, 4, 1, 1]);
    expect([0, 1, 4, 6].map((example) => previousOf(ones, from(example)))).toEqual([4, 4, 1, 4]);
    expect(examplesWithin({ labels }, null)).toHaveLength(7);
    expect(nextOf([], from(3))).toBe(3);
    expect(previousOf([], from(3))).toBe(3);
  });

  it("goes to another by chance, and stays where there is no other", () => {
    for (const share of [0, 0.3, 0.999]) {
      expect([0, 3]).toContain(randomOf([0, 3, 6], from(6), () => share));
    }
    expect(randomOf([6], from(6), () => 0.5)).toBe(6);
  });
});

describe("the chosen image", () => {
  it("is kept over a reload, as far as it can be understood", () => {
    const image = { example: 42, within: 3, own: { name: "shoe.png", pixels: "AAAA" } };
    const store = new ViewStore(parseViewState({ scope: null, image }));
    expect(store.state.value.image).toEqual(image);
    for (const odd of [{ example: -1, within: null }, { example: 1 }, 7, "1", { example: 1.5 }]) {
      expect(new ViewStore(parseViewState({ image: odd })).image.value).toBeNull();
    }
  });

  it("comes back when it is asked for again", () => {
    const store = new ViewStore({});
    store.toggleImage();
    expect(store.image.value).toEqual({ example: 0, within: null, own: null });
    store.image.value = { example: 42, within: null, own: null };
    store.toggleImage();
    expect(store.image.value).toBeNull();
    store.toggleImage();
    expect(store.image.value).toEqual({ example: 42, within: null, own: null });
  });
});

describe("an image of bytes", () => {
  it("is a bitmap in color or in gray, whose rows go from the bottom up", () => {
    const bytesOf = (url: string): Buffer => Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
    const pixels = Uint8Array.from({ length: 18 }, (_, place) => place);
    const colored = bytesOf(tileUrl({ height: 2, width: 1, channels: 3, pixels }, 1));
    // Blue, green, red and one byte that fills the row up.
    expect([...colored.subarray(54)]).toEqual([11, 10, 9, 0, 8, 7, 6, 0]);
    expect(colored.readUInt16LE(28)).toBe(24);
    const gray = bytesOf(tileUrl({ height: 1, width: 2, channels: 1, pixels }, 2));
    expect([...gray.subarray(-4)]).toEqual([4, 5, 0, 0]);
  });
});
