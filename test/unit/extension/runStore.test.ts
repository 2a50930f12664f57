import { describe, expect, it } from "vitest";
import { RunStore } from "../../../extension/runs/runStore.js";
import type { RunChange } from "../../../extension/runs/runView.js";
import type { RunEvent } from "../../../model/run/events.js";
import { reduce, type RunState } from "../../../model/run/state.js";
import { initialRunState } from "../../../model/run/state.js";
import { failed, folded, started, step } from "./events.js";

function createStore(): { store: RunStore; faults: string[]; changes: RunChange[] } {
  const faults: string[] = [];
  const changes: RunChange[] = [];
  const store = new RunStore((fault) => faults.push(fault));
  store.onDidChange((change) => changes.push(change));
  return { store, faults, changes };
}

function nameIn(event: RunEvent): unknown {
  return event.kind === "started" ? event.runId : null;
}

describe("RunStore", () => {
  it("folds a run's events as the pages do", () => {
    const { store, changes } = createStore();
    store.begin("run");
    expect(store.state().phase).toBe("preparing");
    store.apply({ first: 0, events: [started(), step(1)] });
    store.apply({ first: 2, events: [step(2)] });
    expect(store.eventCount()).toBe(3);
    expect(Array.from(store.state().steps, ({ step }) => step)).toEqual([1, 2]);
    // A page that folds the increments has the same state.
    let page: RunState = initialRunState;
    for (const change of changes) {
      if (change.kind === "events") page = change.batch.events.reduce(reduce, page);
    }
    expect(page).toEqual(store.state());
  });

  it("names a run by its folder, so that one that was copied is another", () => {
    const { store, changes } = createStore();
    const names: unknown[] = [];
    for (const folder of ["run", "copied"]) {
      store.load(folder, folded([started(), step(1)]));
      names.push(store.state().started?.runId);
      store.continueRun();
      store.apply({ first: 0, events: [started({ resumedFrom: 1 })] });
      names.push(store.state().started?.runId);
      const change = changes.at(-1);
      names.push(...(change?.kind === "events" ? change.batch.events : []).map(nameIn));
    }
    expect(names).toEqual(["run", "run", "run", "copied", "copied", "copied"]);
  });

  it("leaves out what does not fit the schema, and keeps its own numbers whole", () => {
    const { store, faults, changes } = createStore();
    store.begin("run");
    store.apply({ first: 0, events: [started(), { kind: "riddle" }, { ...step(1), loss: "NaN" }] });
    store.apply({ first: 3, events: [step(2)] });
    store.apply("not a batch");
    // A kind of a newer version is skipped without a complaint.
    expect(faults).toHaveLength(2);
    expect(store.eventCount()).toBe(2);
    expect(changes.at(-1)).toMatchObject({ kind: "events", batch: { first: 1 } });
  });

  it("takes a repeated batch once and tells of missing events", () => {
    const { store, faults } = createStore();
    store.begin("run");
    store.apply({ first: 0, events: [started(), step(1)] });
    store.apply({ first: 1, events: [step(1), step(2)] });
    expect(store.eventCount()).toBe(3);
    store.apply({ first: 7, events: [step(7)] });
    expect(faults).toEqual(["4 events of the run did not arrive."]);
    store.apply({ first: 8, events: [step(8)] });
    expect(Array.from(store.state().steps, ({ step }) => step)).toEqual([1, 2, 7, 8]);
    expect(store.eventCount()).toBe(5);
  });

  it("counts on where another trainer goes on with the run", () => {
    const { store, faults, changes } = createStore();
    store.load("run", folded([started(), step(1), step(2), failed()]));
    expect(store.state().phase).toBe("failed");
    store.continueRun();
    expect(store.state()).toMatchObject({ phase: "preparing", failure: null });
    store.apply({ first: 0, events: [started({ resumedFrom: 1 }), step(2)] });
    expect(changes.at(-1)).toMatchObject({ batch: { first: 4 } });
    expect(Array.from(store.state().steps, ({ step }) => step)).toEqual([1, 2]);
    expect(faults).toEqual([]);
  });

  it("keeps the sequence when the host itself knows the phase", () => {
    const { store, changes } = createStore();
    store.begin("run");
    store.apply({ first: 0, events: [started(), step(1)] });
    store.setPhase("stopping");
    expect(changes.at(-1)).toEqual({ kind: "replaced" });
    store.apply({ first: 2, events: [step(2)] });
    expect(store.state().phase).toBe("stopping");
    expect(store.eventCount()).toBe(3);
  });
});
