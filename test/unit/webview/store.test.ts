import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import type { RunEvent } from "../../../model/run/events.js";
import { toBase64 } from "../../../model/run/base64.js";
import { snapshotOf } from "../../../model/run/runSnapshot.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { firstChoices } from "../../../webview/state/choices.js";
import { ViewStore } from "../../../webview/state/viewStore.js";
import { RunStore } from "../../../webview/state/runStore.js";
import { parseViewState } from "../../../webview/state/viewState.js";
import { recordedRun } from "../../support/recordedRun.js";

const events = recordedRun({ steps: 30 });

function snapshotAfter(known: readonly RunEvent[]) {
  return {
    network: structuredClone(googlenet),
    input: [...googlenet.input],
    run: snapshotOf(known.reduce(reduce, initialRunState), toBase64),
    eventCount: known.length,
  };
}

describe("the replica of a run", () => {
  it("knows nothing before the first snapshot", () => {
    const store = new RunStore();
    expect(store.graph.value).toBeNull();
    expect(store.apply({ first: 0, events: [...events] })).toBe(false);
    expect(store.run.value).toBe(initialRunState);
  });

  it("is the same as the host's fold", () => {
    const store = new RunStore();
    store.hydrate(snapshotAfter(events.slice(0, 5)));
    expect(store.apply({ first: 5, events: events.slice(5, 9) })).toBe(true);
    expect(store.apply({ first: 9, events: events.slice(9) })).toBe(true);
    expect(store.run.value).toEqual(events.reduce(reduce, initialRunState));
  });

  it("refuses a gap and a repetition, and changes nothing then", () => {
    const store = new RunStore();
    store.hydrate(snapshotAfter(events.slice(0, 5)));
    const before = store.run.value;
    expect(store.apply({ first: 6, events: events.slice(6) })).toBe(false);
    expect(store.apply({ first: 4, events: events.slice(4) })).toBe(false);
    expect(store.run.value).toBe(before);
  });

  it.each([
    ["a step without a loss", { kind: "step", step: 6, epoch: 1, loss: null }],
    ["an evaluation without numbers", { kind: "evaluation", step: 6, epoch: 1 }],
    ["histograms without nodes", { kind: "histograms", step: 6, nodes: null }],
    ["timings without nodes", { kind: "timings", step: 6 }],
    ["a message that is no text", { kind: "log", level: "info", message: { html: "<b>" } }],
    ["a failure without a reason", { kind: "failed", step: 6, message: "It failed." }],
    ["a start without a configuration", { kind: "started", runId: "a", config: null }],
    ["an end without a summary", { kind: "finished", reason: "completed" }],
    ["a checkpoint without a file", { kind: "checkpoint", step: 6 }],
    ["a list", []],
    ["nothing", null],
  ])("refuses %s, and changes nothing then", (_, broken) => {
    const store = new RunStore();
    store.hydrate(snapshotAfter(events.slice(0, 5)));
    const before = store.run.value;
    expect(store.apply({ first: 5, events: [events[5]!, broken as never] })).toBe(false);
    expect(store.run.value).toBe(before);
    expect(store.apply({ first: 5, events: events.slice(5) })).toBe(true);
  });

  it("passes over an event of a newer version", () => {
    const store = new RunStore();
    store.hydrate(snapshotAfter(events.slice(0, 5)));
    const newer = { kind: "of a newer version", step: 6 } as never;
    expect(store.apply({ first: 5, events: [newer, ...events.slice(5)] })).toBe(true);
    expect(store.run.value).toEqual(events.reduce(reduce, initialRunState));
  });

  it("keeps its graph over snapshots of the same network", () => {
    const store = new RunStore();
    store.hydrate(snapshotAfter([]));
    const graph = store.graph.value;
    store.hydrate(snapshotAfter(events));
    expect(store.graph.value).toBe(graph);
    store.hydrate({ ...snapshotAfter(events), input: [1, 32, 32] });
    expect(store.graph.value).not.toBe(graph);
  });
});

describe("the view", () => {
  it("comes back from what was kept", () => {
    const view = new ViewStore({});
    view.open("b4/4c", "b4/4c/path1");
    view.tab.value = "cost";
    view.toggleFold("b1");
    view.toggleReductions("b4/4d");
    view.askInputSize(32);
    view.zoom.value = { scale: 2, node: "b4/4c", x: 3, y: 4 };
    view.choose({ image: 3, cell: { row: 1, column: 2 } });
    view.choose({ kernel: { row: 4, column: 0 } });
    const kept: unknown = JSON.parse(JSON.stringify(view.state.value));
    const back = new ViewStore(parseViewState(kept));
    expect(back.state.value).toEqual(view.state.value);
    expect(back.choices.value).toEqual(view.choices.value);
  });

  it("does not change with what is read out of a histogram", () => {
    const view = new ViewStore({});
    const before = view.state.value;
    view.choose({ bins: { weight: { row: 1, column: 2 } } });
    expect(view.state.value).toBe(before);
  });

  it("starts with the first choices where an older version kept none", () => {
    const view = new ViewStore(parseViewState({ scope: "b3", selection: "b3/3a", tab: "shape" }));
    expect(view.choices.value).toEqual(firstChoices);
  });

  it("fits another scope to the window", () => {
    const view = new ViewStore({ scope: "b3", zoom: { scale: 2, node: "b3/3a", x: 0, y: 0 } });
    view.open("b3", "b3/3a");
    expect(view.zoom.value).not.toBeNull();
    view.open("b3/3a");
    expect(view.zoom.value).toBeNull();
    expect(view.selection.value).toBe("b3/3a");
  });

  it("folds what holds the chosen node, and then has it chosen", () => {
    const view = new ViewStore({ scope: null, selection: "b3/3a/path1" });
    view.toggleFold("b3/3b");
    expect(view.selection.value).toBe("b3/3a/path1");
    view.toggleFold("b3/3a");
    expect([view.selection.value, view.folded.value]).toEqual(["b3/3a", ["b3/3b", "b3/3a"]]);
    view.toggleFold("b3/3b");
    expect(view.folded.value).toEqual(["b3/3a"]);
  });

  it.each([
    [{ question: { inputSize: 0, unreduced: [] }, folded: "b1" }, {}],
    [{ question: { inputSize: 1.5, unreduced: [] } }, {}],
    [{ question: { inputSize: null, unreduced: [3] }, folded: [{}] }, {}],
    [{ choices: { image: 10, cell: null, kernel: { row: 0, column: 0 } } }, {}],
    [{ choices: { image: 1, cell: { row: -1, column: 0 }, kernel: { row: 0, column: 0 } } }, {}],
    [{ choices: { image: 1, cell: null, kernel: { row: 0.5, column: 0 } } }, {}],
    [{ choices: { image: "1", cell: null } }, {}],
    [undefined, {}],
    ["text", {}],
    [{ scope: 3, selection: {}, tab: null, zoom: { scale: -1, node: "b1", x: 0, y: 0 } }, {}],
    [{ zoom: { scale: 2, x: 3, y: 4 } }, {}],
    [{ zoom: "uncovered" }, {}],
    [{ zoom: "all" }, {}],
    [
      { scope: null, tab: "cost", zoom: { scale: 1, node: "b1", x: Number.NaN, y: 0 } },
      { scope: null, tab: "cost" },
    ],
  ])("takes what it understands of %j", (kept, parsed) => {
    expect(parseViewState(kept)).toEqual(parsed);
  });
});
