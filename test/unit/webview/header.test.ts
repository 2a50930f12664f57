import { describe, expect, it } from "vitest";
import { initialWatch, watch } from "../../../model/metrics/watchdog/watch.js";
import { phases, type Phase } from "../../../model/run/phase.js";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { announcementOf, type Watched } from "../../../webview/header/announcement.js";
import { keepDismissed } from "../../../webview/header/dismissal.js";
import { headerNumbersOf } from "../../../webview/header/headerNumbers.js";
import { headerStandingOf } from "../../../webview/header/headerStanding.js";
import { restartWithEpochs } from "../../../webview/header/restarts.js";
import { noticesOf } from "../../../webview/header/notices.js";
import type { Notice } from "../../../webview/header/notice.js";
import { inOnePiece } from "../../../webview/words/unbroken.js";
import type { DeviceKind } from "../../../model/machine/preferredDevice.js";
import type { Remedy } from "../../../model/messages/userError.js";
import { chapterRun } from "../../support/runFile.js";
import { recordedRun } from "../../support/recordedRun.js";
import { says } from "../../../model/messages/message.js";

const at = (steps: number): RunState => recordedRun({ steps }).reduce(reduce, initialRunState);
const factOf = (run: RunState, id: string): string | undefined =>
  headerNumbersOf(run).facts.find((fact) => fact.id === id)?.value;

describe("the header", () => {
  it("shows a run in numbers", () => {
    const run = at(230);
    expect(factOf(run, "epoch")).toBe("3 / 10");
    expect(factOf(run, "step")).toBe("230");
    expect(factOf(run, "left")).toBe(inOnePiece("5 min 8 s"));
    expect(factOf({ ...run, phase: "stopping" }, "left")).toBe("–");
    expect(factOf(run, "test")).toMatch(/^0\.\d{3}$/);
    expect(headerNumbersOf(run).progress).toBeCloseTo(0.23, 9);
  });

  it("names engine, device, data and the reason of the choice", () => {
    const { engine, reason } = headerStandingOf(at(3));
    expect(engine).toBe("Fashion-MNIST · 96×96 · TensorFlow 2.21.0 on CPU, 2 cores · float32");
    expect(reason).toBe("The fastest engine here: no GPU was found.");
  });

  it("names the size that images have now, where it changes", () => {
    const size: [number, number] = [32, 32];
    const resized = { kind: "resized", time: 0, step: 0, size, multiplyAdds: 1 } as const;
    expect(headerStandingOf(reduce(at(3), resized)).engine).toContain("Fashion-MNIST · 32×32 · ");
  });

  it("offers an engine that would be faster, as long as the run goes on", () => {
    const run = at(3);
    const device = "CPU, 2 threads";
    const faster = { id: "tensorflow", title: "TensorFlow", device };
    const { started } = run;
    const slow = { ...run, started: { ...started!, engine: { ...started!.engine, faster } } };
    expect(headerStandingOf(slow).faster).toBe("TensorFlow");
    expect(headerStandingOf(slow, "aside").faster).toBeNull();
    expect(headerStandingOf({ ...slow, phase: "finished" }).faster).toBeNull();
    expect(headerStandingOf(run).faster).toBeNull();
  });

  it("has nothing to show before a run", () => {
    const { facts, progress } = headerNumbersOf(initialRunState);
    expect(facts.every(({ value }) => value === "–")).toBe(true);
    expect(progress).toBeNull();
    expect(headerStandingOf(initialRunState).engine).toBe("");
  });

  it("passes on what the trainer says while it prepares", () => {
    const preparing: RunState = { ...initialRunState, phase: "preparing" };
    expect(headerStandingOf(preparing).message).toContain("Starting");
    expect(headerStandingOf({ ...preparing, message: says("Reading images") }).message).toBe(
      "Reading images",
    );
    expect(headerStandingOf(at(0)).message).toContain("First step");
  });

  it("speaks of minutes on a GPU where there is one", () => {
    const warmingUp = at(0);
    const messageOn = (deviceKind: DeviceKind): string => {
      const { started } = warmingUp;
      const engine = { ...started!.engine, deviceKind };
      return headerStandingOf({ ...warmingUp, started: { ...started!, engine } }).message;
    };
    expect(messageOn("gpu")).toContain("minutes on a GPU");
    expect(messageOn("cpu")).not.toContain("GPU");
  });

  it("has a bar that moves to and fro as long as nobody knows how far it is", () => {
    const waiting = phases.filter(
      (phase) => headerNumbersOf({ ...initialRunState, phase }).isWaiting,
    );
    expect(waiting).toEqual(["preparing", "warmingUp", "stopping"]);
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
    const { buttons } = headerStandingOf({ ...initialRunState, phase });
    expect(buttons.filter(({ isEnabled }) => isEnabled).map(({ command }) => command)).toEqual(
      commands,
    );
  });
});

const withWatch = (run: RunState): Watched => ({
  run,
  watch: watch(initialWatch, run, 10),
  isWhole: true,
});
const noticesAt = (run: RunState, dismissed: readonly string[] = []): readonly Notice[] =>
  noticesOf(run, withWatch(run).watch.sightings, dismissed);
const failure = {
  kind: "failed",
  time: 0,
  step: 20,
  message: "No memory.",
  reason: "It ran out.",
  action: "Use a smaller batch.",
  remedy: null,
  checkpoint: "step-00000010.safetensors",
} as const;

function withRate(run: RunState, learningRate: number): RunState {
  const { started } = run;
  return { ...run, started: { ...started!, config: { ...started!.config, learningRate } } };
}

describe("notices", () => {
  it("tell a failure with what was kept", () => {
    const [notice] = noticesAt(reduce(at(20), failure));
    expect(notice?.title).toBe("No memory.");
    expect(notice?.sentences.at(-1)).toContain("step-00000010.safetensors");
    expect(notice?.dismissal).toBeNull();
  });

  it.each<[Remedy | null, readonly string[], readonly string[], readonly string[]]>([
    ["setup", ["setup", "train"], ["setup", "restart"], ["setup", "resume", "restart"]],
    [
      "engine",
      ["selectEngine", "train"],
      ["selectEngine", "restart"],
      ["selectEngine", "resume", "restart"],
    ],
    [
      "data",
      ["dataSetting", "train"],
      ["dataSetting", "restart"],
      ["dataSetting", "resume", "restart"],
    ],
    ["python", ["train"], ["restart"], ["resume", "restart"]],
    ["resume", ["train"], ["restart"], ["resume", "restart"]],
    ["restart", ["train"], ["restart"], ["restart", "resume"]],
    [null, ["train"], ["restart"], ["resume", "restart"]],
    [
      "lowerRate",
      ["learningRate", "newSeed"],
      ["learningRate", "newSeed"],
      ["learningRate", "newSeed"],
    ],
  ])("offer against a failure what it advises: %s", (remedy, before, without, withCheckpoint) => {
    const actionsOf = (run: RunState): readonly string[] =>
      noticesAt(reduce(run, { ...failure, remedy }))[0]!.actions.map(({ id }) => id);
    expect(actionsOf(initialRunState)).toEqual([...before, "showLog"]);
    expect(actionsOf(at(20))).toEqual([...without, "showLog"]);
    const kept = { ...at(20), checkpoint: failure.checkpoint };
    expect(actionsOf(kept)).toEqual([...withCheckpoint, "showLog"]);
  });

  it("explain the plateau during a run and not after it", () => {
    expect(noticesAt(at(35)).map(({ id }) => id)).toEqual(["plateau"]);
    expect(noticesAt({ ...at(35), phase: "stopped" })).toEqual([]);
    expect(noticesAt(at(200))).toEqual([]);
  });

  it("warn of a plateau that is too long, and offer another seed", () => {
    const run = recordedRun({ steps: 700, plateauSteps: 900 }).reduce(reduce, initialRunState);
    const [notice] = noticesAt(run);
    expect(notice).toMatchObject({
      kind: "warning",
      title: "Still at ln 10 = 2.303 after 699 steps.",
      actions: [{ request: { kind: "restart", changes: { seed: run.started!.config.seed + 1 } } }],
    });
  });

  it("tell with a lost loss what was seen before, and offer a tenth of the learning rate", () => {
    const run = chapterRun().reduce(reduce, initialRunState);
    const notices = noticesAt(run);
    expect(notices.map(({ id }) => id)).toEqual(["failure"]);
    expect(notices[0]?.sentences[0]).toBe(
      "The last losses were 10.0, 138, 1.7e6; 0.296 was usual before.",
    );
    expect(notices[0]?.actions.map(({ request }) => request)).toEqual([
      { kind: "restart", changes: { learningRate: 0.01 } },
      { kind: "restart", changes: { seed: 1 } },
      { kind: "command", command: "showLog" },
    ]);
  });

  it.each([
    [100, 0.1],
    [5, 0.1],
    [0.5, 0.05],
    [0.1, 0.01],
  ])("offer first a rate that can work where %d has lost the numbers: %d", (rate, offered) => {
    const run = withRate(reduce(at(3), { ...failure, remedy: "lowerRate" }), rate);
    const [first] = noticesAt(run)[0]!.actions;
    expect(first?.request).toEqual({ kind: "restart", changes: { learningRate: offered } });
    expect(headerStandingOf(run).buttons.map(({ label }) => label)).toEqual(["Restart…"]);
  });

  it("stay away once dismissed, and come back more serious or anew", () => {
    const run = at(35);
    const dismissed = noticesAt(run).map(({ dismissal }) => dismissal!);
    expect(noticesAt(run, dismissed)).toEqual([]);
    const { watch: seen } = withWatch(run);
    expect(keepDismissed(dismissed, run, seen)).toBe(dismissed);
    expect(keepDismissed(dismissed, at(200), withWatch(at(200)).watch)).toEqual([]);
    expect(keepDismissed(dismissed, initialRunState, initialWatch)).toBe(dismissed);
    const long = recordedRun({ steps: 700, plateauSteps: 900 }).reduce(reduce, initialRunState);
    expect(noticesAt(long, dismissed)).toHaveLength(1);
  });
});

describe("announcements", () => {
  const told = (before: RunState, after: RunState): string | null =>
    announcementOf(withWatch(before), withWatch(after));

  it("tell an epoch's end, a pause and the run's end, and no other turn", () => {
    expect(told(at(99), at(100))).toMatch(/^Epoch 1 done: loss \d\.\d{3}, test accuracy/);
    expect(told(at(40), at(41))).toBeNull();
    expect(told(at(41), { ...at(41), phase: "paused" })).toBe("Paused.");
    expect(told(at(41), { ...at(41), phase: "stopped" })).toBe("Stopped.");
    expect(told(initialRunState, { ...initialRunState, phase: "preparing" })).toBeNull();
  });

  it("tell an alert once, and nothing of what is known and harmless", () => {
    const events = chapterRun();
    const before = events.slice(0, -4).reduce(reduce, initialRunState);
    const jumped = events.slice(0, -3).reduce(reduce, initialRunState);
    const failed = events.reduce(reduce, initialRunState);
    expect(told(before, jumped)).toBe("Alert: The loss has jumped from 0.296 to 10.0.");
    expect(told(jumped, jumped)).toBeNull();
    expect(told(jumped, failed)).toBe(
      "Training failed. The loss is no longer a number at step 3455.",
    );
    expect(told(at(10), at(35))).toBeNull();
  });

  it("tell nothing of another run that is opened", () => {
    const ofRun = (runId: string, run: RunState): RunState => ({
      ...run,
      started: { ...run.started!, runId },
    });
    const finished: RunState = { ...at(200), phase: "finished" };
    const failed = chapterRun().reduce(reduce, initialRunState);
    for (const before of [at(41), { ...at(99), phase: "stopped" as const }, initialRunState]) {
      for (const opened of [finished, failed, at(700)]) {
        expect(told(before, ofRun("another", opened))).toBeNull();
      }
    }
  });

  it("tell what comes of a run that was being prepared", () => {
    const preparing: RunState = { ...initialRunState, phase: "preparing" };
    expect(told(preparing, at(100))).toMatch(/^Epoch 1 done/);
    expect(told(preparing, reduce(preparing, failure))).toBe("Training failed. No memory.");
    expect(told({ ...at(200), phase: "finished" }, reduce(initialRunState, failure))).toBe(
      "Training failed. No memory.",
    );
  });
});

describe("the way on after overfitting", () => {
  it.each([
    [1, "Restart with 1 epoch"],
    [4, "Restart with 4 epochs"],
  ])("to %i is counted rightly", (epochs, label) => {
    expect(restartWithEpochs(epochs).label).toBe(label);
  });
});
