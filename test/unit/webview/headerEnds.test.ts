import { describe, expect, it } from "vitest";
import { phases } from "../../../model/run/phase.js";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { initialWatch } from "../../../model/metrics/watchdog/watch.js";
import { keepDismissed } from "../../../webview/header/dismissal.js";
import { noticesOf } from "../../../webview/header/notices.js";
import { phaseLooks } from "../../../webview/header/phaseLooks.js";
import { headerStandingOf } from "../../../webview/header/headerStanding.js";
import { recordedRun } from "../../support/recordedRun.js";
import { checkpoint, evaluation, finished, started, step } from "../extension/events.js";
import { says } from "../../../model/messages/message.js";

const at = (steps: number): RunState => recordedRun({ steps }).reduce(reduce, initialRunState);

describe("the header of a run that has ended", () => {
  it("lets a stopped run go on from its checkpoint", () => {
    const run: RunState = {
      ...initialRunState,
      phase: "stopped",
      checkpoint: "step-00000100.safetensors",
    };
    expect(headerStandingOf(run).buttons.map(({ label }) => label)).toEqual(["Resume", "Restart"]);
  });

  it.each([
    ["maxSteps", ["resume", "restart"]],
    ["completed", ["train"]],
  ] as const)("offers after an end of the kind %s: %j", (reason, commands) => {
    const run = [checkpoint(20), finished(reason)].reduce(reduce, at(20));
    expect(headerStandingOf(run).buttons.map(({ command }) => command)).toEqual(commands);
  });

  it("says on a card why a run has stopped, with the way on, until that is put away", () => {
    const run = [checkpoint(20), finished("stopped")].reduce(reduce, at(20));
    expect(headerStandingOf(run).message).toBe("4 steps in 1\u00A0s.");
    const noticesAt = (state: RunState, dismissed: readonly string[] = []) =>
      noticesOf(state, [], dismissed).map(({ title, actions }) => [
        title,
        actions.map(({ request }) => request),
      ]);
    // A person knows that they have stopped it.
    expect(noticesAt(run)).toEqual([]);
    const told = { ...run, message: says("The window was closed.") };
    const command = (id: string) => ({ kind: "command", command: id });
    expect(noticesAt(told)).toEqual([["The window was closed.", [command("resume")]]]);
    const [notice] = noticesOf(told, [], []);
    const { dismissal } = notice!;
    expect(noticesAt(told, [dismissal!])).toEqual([]);
    expect(keepDismissed([dismissal!], told, initialWatch)).toEqual([dismissal]);
    const again = [step(21), step(22)].reduce(reduce, told);
    expect(keepDismissed([dismissal!], again, initialWatch)).toEqual([]);
    const lost = { ...told, checkpoint: null };
    expect(noticesAt(lost)).toEqual([["The window was closed.", [command("restart")]]]);
  });
});

it("tells a run that came to nothing from one that did, in words, icon and color", () => {
  const chance = recordedRun({ steps: 700, plateauSteps: 700 });
  const run = [...chance, finished()].reduce(reduce, initialRunState);
  const { phase, message } = headerStandingOf(run);
  expect(phase).toBe("fruitless");
  expect(phaseLooks[phase].label).toBe("Finished without learning");
  expect(phaseLooks[phase].icon).not.toBe(phaseLooks.finished.icon);
  expect(message).toMatch(/^4 steps in 1\u00A0s\. The loss ended at 2\.\d{3}, where all classes/u);
});

describe("the run beside the one that goes on", () => {
  const begun = new Date(2020, 10, 29, 0, 12).getTime();
  const messageOf = (run: RunState): string => headerStandingOf(run, "aside").message;

  it("is told by its date and result, as in the Runs view", () => {
    const events = [started({ time: begun }), step(1), evaluation(1)];
    expect(messageOf(events.reduce(reduce, initialRunState))).toMatch(
      /^The earlier run Nov 29, 2020, 12:12\sAM · 0\.800; another one is being trained\.$/u,
    );
  });

  it("keeps the date of its first beginning when it goes on", () => {
    const events = [started({ time: begun }), step(1), checkpoint(1), started({ resumedFrom: 1 })];
    expect(messageOf(events.reduce(reduce, initialRunState))).toContain("Nov 29, 2020");
  });
});

describe("the header of the run that came along", () => {
  it("says that it is none of the person's own, and offers to train one", () => {
    const ended = [started(), step(1), evaluation(1), finished()].reduce(reduce, initialRunState);
    const { phase, message, buttons } = headerStandingOf(ended, "sample");
    expect(phase).toBe("sample");
    expect(message).toMatch(/^A trained run that came along/u);
    expect(buttons.map(({ command }) => command)).toEqual(["train"]);
  });
});

describe("the header of a run that another window trains", () => {
  it("says so, and offers nothing that this one cannot do", () => {
    const others = headerStandingOf(at(20), "followed");
    expect(others.message).toBe("It is trained in another window or a terminal.");
    expect(others.buttons.map(({ isEnabled }) => isEnabled)).toEqual([false, false]);
    const ended = { ...at(20), phase: "stopped" } as const;
    expect(headerStandingOf(ended, "followed")).toEqual(headerStandingOf(ended, "own"));
  });
});

describe("the header of a run beside the one that goes on", () => {
  it("leads back to the run that goes on from one that is looked at beside it", () => {
    for (const phase of phases) {
      const { buttons } = headerStandingOf({ ...at(20), phase }, "aside");
      expect(buttons.map(({ command }) => command)).toEqual(["showLive"]);
    }
  });
});
