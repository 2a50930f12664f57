import { describe, expect, it } from "vitest";
import { phases, type Phase } from "../../../model/run/phase.js";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { announcementOf } from "../../../webview/header/announcement.js";
import { headerViewOf } from "../../../webview/header/headerView.js";
import { noticesOf } from "../../../webview/header/notices.js";
import { recordedRun } from "../../support/recordedRun.js";

const at = (steps: number): RunState => recordedRun({ steps }).reduce(reduce, initialRunState);
const factOf = (run: RunState, id: string): string | undefined =>
  headerViewOf(run).facts.find((fact) => fact.id === id)?.value;

describe("the header", () => {
  it("shows a run in numbers", () => {
    const run = at(230);
    expect(factOf(run, "epoch")).toBe("3 / 10");
    expect(factOf(run, "step")).toBe("230");
    expect(factOf(run, "left")).toBe("5:08");
    expect(factOf(run, "test")).toMatch(/^0\.\d{3}$/);
    expect(headerViewOf(run).progress).toBeCloseTo(0.23, 9);
  });

  it("names engine, device, data and the reason of the choice", () => {
    const { engine, reason } = headerViewOf(at(3));
    expect(engine).toBe("Fashion-MNIST · 96×96 · TensorFlow 2.21.0 on CPU, 2 cores · float32");
    expect(reason).toBe("The fastest engine here: no GPU was found.");
  });

  it("has nothing to show before a run", () => {
    const view = headerViewOf(initialRunState);
    expect(view.facts.every(({ value }) => value === "–")).toBe(true);
    expect(view.progress).toBeNull();
    expect(view.engine).toBe("");
  });

  it("passes on what the trainer says while it prepares", () => {
    const preparing: RunState = { ...initialRunState, phase: "preparing" };
    expect(headerViewOf(preparing).message).toContain("Starting");
    expect(headerViewOf({ ...preparing, message: "Reading images" }).message).toBe(
      "Reading images",
    );
    expect(headerViewOf(at(0)).message).toContain("First step");
  });

  it.each<[Phase, readonly string[]]>([
    ["idle", ["train"]],
    ["preparing", ["stop"]],
    ["warmingUp", ["stop"]],
    ["training", ["pause", "stop"]],
    ["evaluating", ["pause", "stop"]],
    ["paused", ["resume", "stop"]],
    ["stopping", []],
    ["finished", ["train"]],
    ["stopped", ["train"]],
    ["failed", ["train"]],
  ])("offers in phase %s: %j", (phase, commands) => {
    const { buttons } = headerViewOf({ ...initialRunState, phase });
    expect(buttons.filter(({ isEnabled }) => isEnabled).map(({ command }) => command)).toEqual(
      commands,
    );
  });

  it("lets a stopped run go on from its checkpoint", () => {
    const run: RunState = {
      ...initialRunState,
      phase: "stopped",
      checkpoint: "step-00000100.safetensors",
    };
    expect(headerViewOf(run).buttons.map(({ command }) => command)).toEqual(["resume", "train"]);
  });

  it("has a label for every phase", () => {
    for (const phase of phases) {
      expect(headerViewOf({ ...initialRunState, phase }).phaseLabel).not.toBe("");
    }
  });
});

describe("notices", () => {
  it("tell a failure with what was kept", () => {
    const failed = reduce(at(20), {
      kind: "failed",
      time: 0,
      step: 20,
      message: "No memory.",
      reason: "It ran out.",
      action: "Use a smaller batch.",
      checkpoint: "step-00000010.safetensors",
    });
    const [notice] = noticesOf(failed, 10);
    expect(notice?.title).toBe("No memory.");
    expect(notice?.sentences.at(-1)).toContain("step-00000010.safetensors");
    expect(notice?.actions.map(({ command }) => command)).toEqual(["restart", "showLog"]);
  });

  it("explain the plateau during a run and not after it", () => {
    expect(noticesOf(at(35), 10).map(({ id }) => id)).toEqual(["plateau"]);
    expect(noticesOf({ ...at(35), phase: "stopped" }, 10)).toEqual([]);
    expect(noticesOf(at(200), 10)).toEqual([]);
  });
});

describe("announcements", () => {
  it("tell an epoch's end and turns of the run, and nothing else", () => {
    expect(announcementOf(at(99), at(100))).toMatch(/^Epoch 1 done: loss \d\.\d{3}, test accuracy/);
    expect(announcementOf(at(40), at(41))).toBeNull();
    expect(announcementOf(at(41), { ...at(41), phase: "paused" })).toBe("Paused.");
    expect(announcementOf(initialRunState, { ...initialRunState, phase: "preparing" })).toBe(
      "Preparing.",
    );
  });
});
