import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { phaseIcon, phaseTexts } from "../../../extension/words/phaseTexts.js";
import { RunStore } from "../../../extension/runs/runStore.js";
import { StatusBar, statusText, statusTooltip } from "../../../extension/views/statusBar.js";
import { isWaiting, phases, type Phase } from "../../../model/run/phase.js";
import { initialRunState, preparingRunState, reduce } from "../../../model/run/state.js";
import { phaseLooks } from "../../../webview/header/phaseLooks.js";
import { failed, finished, folded, started, step } from "./events.js";
import { FakeStatusBarItem, window } from "./fakeVscode.js";

describe("the status bar item", () => {
  it("tells the phase and the loss", () => {
    expect(statusText(initialRunState)).toBe("$(type-hierarchy-sub) GoogLeNet");
    expect(statusText(preparingRunState)).toBe("$(loading~spin) GoogLeNet: Preparing");
    const state = [started(), step(1)].reduce(reduce, initialRunState);
    expect(statusText(state)).toBe("$(pulse) GoogLeNet: Training, loss 2.300");
    expect(statusTooltip(state)).toBe("GoogLeNet: Training at step 1 of 4690.");
  });

  it("tells why a run has failed", () => {
    const state = [started(), step(1), failed()].reduce(reduce, initialRunState);
    expect(statusText(state)).toContain("$(error)");
    expect(statusTooltip(state)).toBe("GoogLeNet: Failed at step 1 of 4690. It failed.");
  });

  it("tells a run that came to nothing", () => {
    const lost = { ...step(2), loss: 1e31 };
    const state = [started(), lost, finished()].reduce(reduce, initialRunState);
    expect(statusText(state)).toContain("$(warning) GoogLeNet: Finished without learning");
    expect(statusTooltip(state)).toContain("The loss was lost");
  });

  it("spins where a person waits, and takes no time from the hours of training", () => {
    const spinning = phases.filter((phase) => phaseTexts[phase].icon.endsWith("~spin"));
    expect(spinning).toEqual(["preparing", "warmingUp", "stopping"]);
    expect(spinning).toEqual(phases.filter(isWaiting));
  });
});

describe("a phase in color", () => {
  it("is told apart by its icon too, in the tree and in the status bar", () => {
    const colors = { failed: "charts.red", paused: "charts.yellow", finished: "charts.green" };
    for (const [phase, color] of Object.entries(colors)) {
      expect(phaseIcon(phase as Phase)).toMatchObject({ color: { id: color } });
    }
    const icons = (["failed", "paused", "finished", "stopped", "training"] as const).map(
      (phase) => phaseTexts[phase].icon,
    );
    expect(new Set(icons).size).toBe(icons.length);
  });

  it("has a word and the same icon on the page", () => {
    for (const phase of [...phases, "fruitless"] as const) {
      expect(phaseLooks[phase].label).not.toBe("");
      expect(phaseTexts[phase].icon.replace("~spin", "")).toBe(phaseLooks[phase].icon);
    }
  });

  it("calls for a person where a run has failed or waits, and for nobody where it goes on", () => {
    const { item, store, bar } = barOfARun();
    expect(item.backgroundColor).toBeUndefined();
    store.append([{ kind: "paused", time: 0, step: 1 }]);
    expect(item.backgroundColor?.id).toBe("statusBarItem.warningBackground");
    store.append([{ kind: "resumed", time: 0, step: 1 }]);
    expect(item.backgroundColor).toBeUndefined();
    store.append([failed()]);
    expect(item.backgroundColor?.id).toBe("statusBarItem.errorBackground");
    bar.dispose();
  });
});

describe("the status bar of a run", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("tells a phase at once and the loss now and then, however fast the steps come", () => {
    const { item, store, bar } = barOfARun();
    expect(item.texts.at(-1)).toBe("$(pulse) GoogLeNet: Training, loss 2.300");
    const before = item.texts.length;
    for (let number = 2; number <= 101; number++) {
      store.append([{ ...step(number), loss: 2 }]);
      vi.advanceTimersByTime(100);
    }
    expect(item.texts.slice(before)).toHaveLength(5);
    expect(item.texts.at(-1)).toBe("$(pulse) GoogLeNet: Training, loss 2.000");
    store.append([failed()]);
    expect(item.texts.at(-1)).toContain("$(error)");
    // Another run in the same phase is no loss that can wait.
    store.load("past", folded([started(), { ...step(1), loss: 1 }, failed()]));
    expect(item.texts.at(-1)).toContain("loss 1.000");
    bar.dispose();
    vi.advanceTimersByTime(10_000);
    expect(item.texts).toHaveLength(before + 7);
  });
});

it("says of the run that came along that it is a sample", () => {
  const { item, bar } = barOfARun(() => true);
  expect(item.texts.at(-1)).toBe("$(beaker) GoogLeNet: Sample");
  bar.dispose();
});

/** A run's bar after its first step. */
function barOfARun(isSample?: () => boolean): {
  item: FakeStatusBarItem;
  store: RunStore;
  bar: StatusBar;
} {
  const item = new FakeStatusBarItem();
  window.createStatusBarItem.mockReturnValueOnce(item);
  const store = new RunStore(() => undefined);
  const bar = new StatusBar(store, isSample);
  store.begin("run");
  store.append([started(), step(1)]);
  return { item, store, bar };
}
