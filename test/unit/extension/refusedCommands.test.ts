import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultRunConfig } from "../../../model/run/config.js";
import { type CommandsUnderTest, commandsWith, explorer, told } from "./commandsUnderTest.js";
import type { Scenario } from "./fakeParts.js";
import * as fake from "./fakeVscode.js";

let parts: CommandsUnderTest["parts"];
let run: CommandsUnderTest["run"];

async function setUp(scenario: Scenario): Promise<void> {
  ({ parts, run } = await commandsWith(scenario));
}

beforeEach(() => {
  vi.clearAllMocks();
  fake.userSettings.clear();
});
afterEach(() => parts.close());

describe("a command that does not apply", () => {
  it.each([
    ["googlenet.pause", "No run is going on."],
    ["googlenet.stop", "No run is going on."],
    ["googlenet.showLiveRun", "No run is going on."],
    ["googlenet.resume", "There is no paused or interrupted run."],
    ["googlenet.restart", "There is no run to start again."],
    ["googlenet.showRun", "No run was chosen. Choose one in the Runs view."],
    ["googlenet.showRunEvaluation", "No run was chosen. Choose one in the Runs view."],
    ["googlenet.showImage", "No image was chosen. Choose one on the evaluation's page."],
  ] as const)("%s without a run is answered with the reason", async (id, reason) => {
    await setUp("complete");
    await run(id);
    expect(told("showInformationMessage")[0]).toBe(reason);
    expect(fake.window.showErrorMessage).not.toHaveBeenCalled();
  });

  it.each(["googlenet.pause", "googlenet.stop", "googlenet.resume"] as const)(
    "%s of a run that another window trains is answered with where it can be done",
    async (id) => {
      await setUp("complete");
      parts.past.begin("past");
      parts.store.point(parts.past);
      await run(id);
      expect(told("showInformationMessage")[0]).toBe(
        "This run is trained in another window or a terminal. Pause or stop it there.",
      );
    },
  );

  it.each([
    ["googlenet.train", "A run is going on already."],
    ["googlenet.restart", "The run is still going on."],
    ["googlenet.resume", "No run is paused."],
    ["googlenet.selectEngine", "The engine cannot change during a run."],
    ["googlenet.resumeRun", "A run is going on already."],
    ["googlenet.restartRun", "A run is going on already."],
  ] as const)("%s during a run is answered with the reason", async (id, reason) => {
    await setUp("endless");
    await parts.controller.start(defaultRunConfig());
    await parts.untilPhase("training");
    await run(id, { id: "past" });
    expect(told("showInformationMessage")[0]).toContain(reason);
  });

  it.each([
    "googlenet.train",
    "googlenet.selectEngine",
    "googlenet.checkEngines",
    "googlenet.installRuntime",
  ] as const)("%s in Restricted Mode is answered with the reason and the way out", async (id) => {
    await setUp("complete");
    fake.workspace.isTrusted = false;
    await run(id);
    fake.workspace.isTrusted = true;
    const [text, button] = told("showErrorMessage");
    expect(text).toContain("This does not work in Restricted Mode.");
    expect(button).toBe("Manage Workspace Trust");
    expect(parts.store.runId()).toBeNull();
  });

  it.each([
    ["googlenet.showNode", undefined, "No layer was chosen. Choose one in the Network view."],
    ["googlenet.showNode", "", "No layer was chosen. Choose one in the Network view."],
    ["googlenet.showNode", { id: "b3/3a" }, "No layer was chosen."],
    ["googlenet.showRun", "past", "No run was chosen. Choose one in the Runs view."],
    ["googlenet.resumeRun", { id: "" }, "No run was chosen."],
    ["googlenet.restartRun", { id: ".." }, "No run was chosen."],
    ["googlenet.revealRun", { id: "past/../.." }, "No run was chosen."],
    ["googlenet.deleteRun", { id: "../past" }, "No run was chosen."],
    ["googlenet.deleteRun", { id: 7 }, "No run was chosen."],
    ["googlenet.deleteRun", null, "No run was chosen."],
  ] as const)("%s called with %j is answered in one sentence", async (id, argument, sentence) => {
    await setUp("complete");
    await run(id, argument);
    expect(told("showInformationMessage")[0]).toContain(sentence);
    expect(fake.window.showErrorMessage).not.toHaveBeenCalled();
    expect(fake.window.showWarningMessage).not.toHaveBeenCalled();
    expect(explorer.show).not.toHaveBeenCalled();
    expect(explorer.showNode).not.toHaveBeenCalled();
  });
});
