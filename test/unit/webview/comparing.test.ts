import { describe, expect, it } from "vitest";
import type { ImageLook } from "../../../model/asking/seenImage.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph, type NetworkGraph } from "../../../model/network/graph.js";
import type { WeightsOf } from "../../../webview/protocol.js";
import type { AskRun } from "../../../webview/host/runQuestions.js";
import { comparedClasses } from "../../../webview/stage/seeing/compared/comparedClasses.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { RunStore } from "../../../webview/state/runStore.js";
import { Seeing } from "../../../webview/state/seeing/seeing.js";
import { parseViewState } from "../../../webview/state/viewState.js";
import { nothingSeen } from "../../../webview/state/seeing/imageRequests.js";
import { standingIn } from "../../../webview/stage/seeing/toldOfImages.js";
import type { SeeingBar } from "../../../webview/stage/seeing/seeingActions.js";
import { ViewStore } from "../../../webview/state/viewStore.js";
import { oddNetwork } from "../../support/oddNetwork.js";
import { startedEvent } from "../../support/startedEvent.js";
import { inventedPicture, inventedSight } from "../../support/seenImages.js";

const graph = buildGraph(googlenet);

/** A page that asks about images; `looks` are what it asked for, in order, and `asked` about whose weights. */
function seeingUnderTest(graphOf: (weights?: WeightsOf) => NetworkGraph = () => graph) {
  const looks: ImageLook[] = [];
  const asked: (WeightsOf | undefined)[] = [];
  const view = new ViewStore({});
  const ask = (kind: string, input: ImageLook, { of }: { readonly of?: WeightsOf }) => {
    if (kind === "preparedPicture") return Promise.resolve(inventedPicture(input as never));
    if (kind !== "seenImage") return Promise.resolve(null);
    looks.push(input);
    asked.push(of);
    return Promise.resolve(inventedSight(graphOf(of), input));
  };
  const runs = new RunStore();
  const seeing = new Seeing(runs, view, ask as AskRun);
  seeing.start();
  const showRun = (runId: string): void => {
    const begun = reduce(initialRunState, { ...startedEvent(), runId });
    runs.run.value = { ...begun, phase: "finished" };
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return { looks, asked, view, seeing, settle, showRun };
}

describe("two images", () => {
  it("are asked for the same channels of the same nodes, the second for those of the first", async () => {
    const { looks, view, seeing, settle } = seeingUnderTest();
    const id = "b3/3a/path2/conv3x3";
    seeing.shown.value = { nodes: [id, "b3/3a"], most: 3 };
    view.showExample(4);
    await settle();
    expect(seeing.comparing.isOn.value).toBe(false);
    seeing.comparing.pin();
    view.showExample(5);
    await settle();
    expect(seeing.comparing.isOn.value).toBe(true);
    const channels = seeing.state.value.seen!.image.nodes[id]!.maps.map(({ channel }) => channel);
    expect(channels).toHaveLength(3);
    expect(looks.at(-1)).toMatchObject({ example: 4, nodes: [id, "b3/3a"], most: 3 });
    expect(looks.at(-1)!.channels![id]).toEqual(channels);
    expect(seeing.comparing.isBehind.value).toBe(false);
    const second = seeing.comparing.state.value.seen!;
    expect(second.image.nodes[id]!.maps.map(({ channel }) => channel)).toEqual(channels);
    view.muted.value = [{ node: "b3/3a/path2" }] as never;
    await settle();
    expect(looks.slice(-2).map(({ muted }) => muted)).toEqual([view.muted.value, view.muted.value]);
  });

  it("may be one image through other weights, which goes on with it", async () => {
    const { looks, asked, view, seeing, settle } = seeingUnderTest();
    view.showExample(4);
    view.compared.value = { image: null, weights: { run: "other" }, beside: "first" };
    await settle();
    expect(looks.at(-1)).toMatchObject({ example: 4, channels: {} });
    expect(asked.at(-1)).toEqual({ run: "other" });
    view.showExample(5);
    await settle();
    expect(looks.slice(-2).map(({ example }) => example)).toEqual([5, 5]);
    expect(asked.slice(-2)).toEqual([undefined, { run: "other" }]);
    const before = looks.length;
    view.compared.value = { image: null, weights: {}, beside: null };
    await settle();
    expect(looks).toHaveLength(before + 1);
    expect(asked.at(-1)).toBeUndefined();
    // There is nothing to change places with.
    seeing.comparing.swap();
    expect(view.image.value!.example).toBe(5);
  });

  it("are no longer compared through other weights once another run is shown", async () => {
    const { asked, view, seeing, settle, showRun } = seeingUnderTest();
    showRun("first");
    view.showExample(4);
    seeing.comparing.sendThrough({ run: "other" });
    await settle();
    showRun("first");
    expect(seeing.comparing.isOn.value).toBe(true);
    showRun("second");
    expect(view.compared.value).toBeNull();
    await settle();
    expect(seeing.comparing.state.value.seen).toBeNull();
    // Another image that was kept stays, and goes through the run that is shown.
    seeing.comparing.pin();
    view.showExample(5);
    seeing.comparing.sendThrough({ at: 60 });
    await settle();
    expect(asked.at(-1)).toEqual({ at: 60 });
    showRun("third");
    await settle();
    expect(view.compared.value).toEqual({
      ...{ image: { example: 4, within: null, own: null }, weights: {} },
      beside: null,
    });
    expect(asked.at(-1)).toBeUndefined();
  });

  it("have their maps beside each other where these are of the same layers and size", async () => {
    const small = buildGraph(googlenet, [1, 16, 16]);
    const { view, seeing, settle } = seeingUnderTest((of) =>
      of?.run === "small" ? small : of?.run === "odd" ? buildGraph(oddNetwork) : graph,
    );
    seeing.shown.value = { nodes: ["b3/3a/path2/conv3x3", "b3/3a"], most: 3 };
    view.showExample(4);
    await settle();
    expect(seeing.comparing.hasPairs.value).toBe(false);
    for (const [run, has] of [
      ["alike", true],
      ["small", false],
      ["alike", true],
      ["odd", false],
    ] as const) {
      seeing.comparing.sendThrough({ run });
      await settle();
      expect(seeing.comparing.state.value.seen, run).not.toBeNull();
      expect(seeing.comparing.hasPairs.value, run).toBe(has);
    }
    // Where there are no maps to be seen it stays as it was.
    seeing.shown.value = { nodes: ["linear/dense"], most: 3 };
    await settle();
    expect(seeing.comparing.hasPairs.value).toBe(false);
    // A new comparison has room for both until it is known.
    seeing.comparing.end();
    seeing.comparing.pin();
    expect(seeing.comparing.hasPairs.value).toBe(true);
  });

  it("change places with all that is known of them, and end together", async () => {
    const { view, seeing, settle } = seeingUnderTest();
    view.showExample(4);
    await seeing.ownPicture.take([{ file: new File(["abc"], "shoe.png"), isFolder: false }]);
    seeing.comparing.pin();
    seeing.ownPicture.forget();
    view.image.value = { example: 7, within: 1, own: null };
    const [first, second] = [view.image.value, view.compared.value!.image];
    expect(second!.own!.name).toBe("shoe.png");
    expect(seeing.comparing.ownPicture.state.value.prepared).not.toBeNull();
    seeing.comparing.swap();
    expect([view.compared.value!.image, view.image.value]).toEqual([first, second]);
    expect(seeing.comparing.ownPicture.state.value.prepared).toBeNull();
    expect(seeing.ownPicture.state.value.prepared).not.toBeNull();
    seeing.comparing.swap();
    // What is decided of the second stays its own.
    await seeing.comparing.ownPicture.decide({ isInverted: false });
    expect(view.compared.value!.image!.own!.name).toBe("shoe.png");
    expect(view.image.value).toEqual(first);
    seeing.comparing.end();
    await settle();
    expect(view.compared.value).toBeNull();
    expect(seeing.comparing.state.value).toMatchObject({ asked: null, seen: null });
    expect(seeing.comparing.ownPicture.state.value.prepared).toBeNull();
  });

  it("are both found again after a reload, unless the second is too large", () => {
    const view = new ViewStore({});
    const image = { example: 3, within: null, own: { name: "a", pixels: "AAAA" } };
    view.showExample(1);
    view.compared.value = { image, weights: { run: "other" }, beside: "first" };
    const again = new ViewStore(parseViewState(JSON.parse(JSON.stringify(view.state.value))));
    expect(again.compared.value).toEqual({
      ...{ image, weights: { run: "other" } },
      beside: "first",
    });
    const own = { name: "a", pixels: "A".repeat(9000) };
    view.compared.value = { image: { ...image, own }, weights: {}, beside: null };
    expect(view.state.value.compared).toBeNull();
    for (const odd of [
      { image: { example: -1, within: null }, weights: {}, beside: null },
      { image, weights: { run: 1 }, beside: null },
      { image, weights: {}, beside: 1 },
      { image },
      7,
      {},
    ]) {
      expect(parseViewState({ compared: odd }).compared).toBeUndefined();
    }
  });

  it("are told of the classes that either is likeliest taken for", () => {
    const classNames = ["a", "b", "c", "d"];
    const first = { classNames, probabilities: [0.1, 0.6, 0.2, 0.1] };
    const second = { probabilities: [0.05, 0.05, 0.2, 0.7] };
    const told = comparedClasses(first, second, 3);
    expect(told.map(({ name }) => name)).toEqual(["d", "b", "c"]);
    expect(told[0]).toEqual({ label: 3, name: "d", first: 0.1, second: 0.7 });
  });

  it("say in one sentence what is the matter with either, of what a person did last first", () => {
    const own = { prepared: null, problem: "" };
    const chosen = { example: 1, within: null, own: null };
    const state = nothingSeen;
    const told = { chosen, weights: "", state, own };
    const second = { ...told, isFirst: false, isKept: true, canSwap: true, hasPairs: true };
    const bar: SeeingBar = {
      ...{ ...told, second, testSet: { classNames: ["a"], labels: new Uint16Array(9) } },
      ...{ search: { kind: "quiet" }, otherWeights: [], through: {}, isDrawing: false, remark: "" },
    };
    const problem = { kind: "failed", message: "The data are gone." } as const;
    const failed = { ...second, state: { ...state, problem } };
    const lost = { ...second, isKept: false };
    const first = { ...second, isFirst: true };
    expect([bar, { ...bar, second: null }].map(standingIn)).toEqual(["", ""]);
    expect([failed, lost, first].map((each) => standingIn({ ...bar, second: each }))).toEqual([
      "B: The network could not be asked. The data are gone.",
      "B is too large to be kept: it is gone once this page is hidden.",
      "This image is kept as B: choose another one to compare with it.",
    ]);
    expect(standingIn({ ...bar, second: { ...second, hasPairs: false } })).toMatch(
      /^B has maps of other layers or of another size: /u,
    );
    const both = { ...bar, second: failed, own: { prepared: null, problem: "a.png is gone." } };
    expect(standingIn(both)).toBe("a.png is gone.");
    expect(standingIn({ ...both, remark: "It gets none of these images wrong." })).toMatch(/^It/u);
  });
});
