import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { commands } from "../../../extension/commands/index.js";
import { pageCommands } from "../../../extension/views/requests/pageCommands.js";
import { commandIds } from "../../../extension/manifest.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { RunEvent } from "../../../model/run/events.js";
import { checkpoint, failed, started, step } from "./events.js";
import type { Scenario } from "./fakeParts.js";
import {
  type CommandsUnderTest,
  commandsWith,
  evaluation,
  explorer,
  installer,
  selection,
  told,
} from "./commandsUnderTest.js";
import * as fake from "./fakeVscode.js";

let parts: CommandsUnderTest["parts"];
let run: CommandsUnderTest["run"];

async function setUp(scenario: Scenario): Promise<void> {
  ({ parts, run } = await commandsWith(scenario));
}

async function writePast(events: readonly RunEvent[]): Promise<void> {
  await mkdir(parts.storage.directory("past"));
  const lines = events.map((event) => `${JSON.stringify(event)}\n`);
  await writeFile(join(parts.storage.directory("past"), "events.ndjson"), lines);
}

beforeEach(() => {
  vi.clearAllMocks();
  fake.userSettings.clear();
});
afterEach(() => parts.close());

describe("commands", () => {
  it("exist for every id, and for all that a page may ask", async () => {
    await setUp("complete");
    expect(commands.map(({ id }) => id)).toEqual(commandIds);
    expect(fake.commands.registerCommand).toHaveBeenCalledTimes(commandIds.length);
    for (const id of Object.values(pageCommands)) expect(commandIds).toContain(id);
  });

  it("train with one Enter", async () => {
    await setUp("complete");
    const training = run("googlenet.train");
    (await fake.quickPickWith("Start training")).accept("Start training");
    await training;
    await parts.untilIdle();
    expect(parts.store.state().started?.config).toEqual(defaultRunConfig());
    expect(explorer.show).toHaveBeenCalled();
  });

  it("do nothing when the form is left", async () => {
    await setUp("complete");
    const training = run("googlenet.train");
    (await fake.quickPickWith("Start training")).hide();
    await training;
    expect(parts.store.runId()).toBeNull();
  });

  it("say which setting is wrong", async () => {
    await setUp("complete");
    fake.userSettings.set("googlenet.training.learningRate", "abc");
    await run("googlenet.train");
    const [text, button] = told("showErrorMessage");
    expect(text).toContain(`googlenet.training.learningRate is "abc"`);
    expect(button).toBe("Open Settings");
  });

  it("install a runtime during a run that does not use it", async () => {
    await setUp("endless");
    await parts.controller.start(defaultRunConfig());
    await run("googlenet.installRuntime");
    expect(told("showInformationMessage")[0]).toContain("A run is using the runtime.");
    await parts.untilPhase("training");
    await run("googlenet.installRuntime");
    expect(installer.install).toHaveBeenCalledOnce();
    const { started: begun } = parts.store.state();
    parts.live.append([started({ engine: { ...begun!.engine, id: "tensorflow" } })]);
    await run("googlenet.installRuntime");
    expect(installer.install).toHaveBeenCalledOnce();
  });

  it("show a node of the Network view in the explorer", async () => {
    await setUp("complete");
    await run("googlenet.showNode", "b3/3a");
    expect(explorer.showNode).toHaveBeenCalledWith("b3/3a");
    expect(selection.nodeId()).toBe("b3/3a");
  });

  it("show an image of the test set in the explorer, and nothing that is no number of one", async () => {
    await setUp("complete");
    await run("googlenet.showImage", { example: 7, at: 20 });
    expect(explorer.showImage).toHaveBeenCalledExactlyOnceWith({ example: 7, at: 20 });
    await run("googlenet.showImage", { example: "7", at: null });
    expect(explorer.showImage).toHaveBeenCalledOnce();
  });

  it("show the evaluation of the run that is shown, or of a line's", async () => {
    await setUp("complete");
    await run("googlenet.showEvaluation");
    expect(evaluation.show).toHaveBeenCalledOnce();
    await writePast([started(), step(4), checkpoint(4)]);
    await run("googlenet.showRunEvaluation", { id: "past" });
    expect(parts.store.runId()).toBe("past");
    expect(evaluation.show).toHaveBeenCalledTimes(2);
  });

  it("take whatever a menu stands on where they need nothing", async () => {
    await setUp("complete");
    await run("googlenet.openExplorer", { scheme: "file", path: "/somewhere" });
    expect(explorer.show).toHaveBeenCalledOnce();
  });

  it("pause, resume and stop a run", async () => {
    await setUp("endless");
    await parts.controller.start(defaultRunConfig());
    await parts.untilPhase("training");
    await run("googlenet.pause");
    await parts.untilPhase("paused");
    await run("googlenet.pause");
    expect(told("showInformationMessage")[0]).toBe("The run is paused already.");
    await run("googlenet.resume");
    await parts.untilPhase("training");
    await run("googlenet.stop");
    await parts.untilPhase("stopped");
  });

  it("start the same run again", async () => {
    await setUp("complete");
    await parts.controller.start({ ...defaultRunConfig(), seed: 7 });
    await parts.untilIdle();
    const first = parts.store.runId();
    await run("googlenet.restart");
    await parts.untilIdle();
    expect(parts.store.state().started?.config.seed).toBe(7);
    expect(parts.store.runId()).not.toBe(first);
  });

  it.each([
    ["googlenet.restart", "engine", "wasm"],
    ["googlenet.restartRun", "engine", "wasm"],
    ["googlenet.restart", "resume", "webgpu"],
    ["googlenet.restartRun", "resume", "webgpu"],
  ] as const)("answer %s after a failure with remedy %s on %s", async (id, remedy, engine) => {
    await setUp("complete");
    const config = { ...defaultRunConfig(), engine: "webgpu", seed: 7 };
    const events = [started({ config }), step(4), checkpoint(4), failed(remedy)];
    await writePast(events);
    await run("googlenet.showRun", { id: "past" });
    fake.changeSetting("googlenet.engine", "wasm");
    await run(id, { id: "past" });
    await parts.untilIdle();
    expect(parts.store.runId()).not.toBe("past");
    expect(parts.store.state().started?.config).toEqual({ ...config, engine });
  });

  it.each([
    ["googlenet.restart", {}, "Restart with learning rate 0.1", 0.1],
    ["googlenet.restartRun", {}, "Restart with learning rate 0.1", 0.1],
    ["googlenet.restartRun", { learningRate: 0.05 }, null, 0.05],
    ["googlenet.restart", {}, "Restart as It Was", 100],
  ] as const)("answer %s with %j and %s after lost numbers by rate %d", async (...row) => {
    const [id, given, answer, learningRate] = row;
    await setUp("complete");
    const config = { ...defaultRunConfig(), learningRate: 100 };
    await writePast([started({ config }), step(4), failed("lowerRate")]);
    await run("googlenet.showRun", { id: "past" });
    if (answer !== null) fake.window.showWarningMessage.mockResolvedValueOnce(answer);
    await run(id, { id: "past", ...given });
    await parts.untilIdle();
    expect(parts.store.runId()).not.toBe("past");
    expect(parts.store.state().started?.config.learningRate).toBe(learningRate);
  });

  it("start nothing where a person wants no run that would lose its numbers again", async () => {
    await setUp("complete");
    await writePast([started(), step(4), failed("lowerRate")]);
    fake.window.showWarningMessage.mockResolvedValueOnce(undefined);
    await run("googlenet.restartRun", { id: "past" });
    expect(told("showWarningMessage").slice(2)).toEqual([
      "Restart with learning rate 0.01",
      "Restart as It Was",
    ]);
    expect(parts.controller.activeRunId()).toBeNull();
    expect(parts.store.runId()).toBeNull();
  });

  it("do not delete a run that is being trained", async () => {
    await setUp("endless");
    await parts.controller.start(defaultRunConfig());
    await parts.untilPhase("training");
    await run("googlenet.deleteRun", { id: parts.controller.activeRunId() });
    expect(told("showInformationMessage")[0]).toContain("Stop it before you delete it.");
  });

  it("do not delete the run that came with the extension", async () => {
    await setUp("complete");
    await run("googlenet.deleteRun", { id: "sample" });
    expect(told("showInformationMessage")[0]).toContain("This run came with the extension.");
  });

  it("ask about a run to be deleted by a name that cannot look like another's", async () => {
    await setUp("complete");
    await run("googlenet.deleteRun", { id: "run-\u202e1\n2" });
    expect(told("showWarningMessage")[0]).toBe(String.raw`Delete the run run-\u202e1\u000a2?`);
  });

  it("delete a run only when that is confirmed", async () => {
    await setUp("complete");
    await parts.storage.claim("past", undefined);
    await run("googlenet.deleteRun", { id: "past" });
    expect(told("showWarningMessage")[0]).toBe("Delete the run past?");
    await parts.storage.claim("past", process.pid);
    expect(await parts.storage.isClaimed("past")).toBe(true);
    await parts.storage.release("past");
    fake.window.showWarningMessage.mockResolvedValueOnce("Delete");
    await parts.storage.claim("past", undefined);
    await run("googlenet.deleteRun", { id: "past" });
    expect(await parts.storage.list()).toEqual([]);
  });

  it("show another run in place of the one that is deleted", async () => {
    await setUp("complete");
    await writePast([started({ time: 1 }), step(1)]);
    await parts.controller.start(defaultRunConfig());
    await parts.untilIdle();
    await parts.history.show("past");
    await mkdir(parts.storage.directory("sample"), { recursive: true });
    const events = [started({ time: 2 }), step(1)].map((event) => `${JSON.stringify(event)}\n`);
    await writeFile(join(parts.storage.directory("sample"), "events.ndjson"), events);
    fake.window.showWarningMessage.mockResolvedValueOnce("Delete");
    await run("googlenet.deleteRun", { id: "past" });
    expect(parts.store.runId()).toBe("sample");
  });

  it("tell a fault of ours with the log at hand", async () => {
    await setUp("complete");
    installer.install.mockRejectedValueOnce(new TypeError("x is not a function"));
    await run("googlenet.installRuntime");
    expect(told("showErrorMessage")).toEqual([expect.stringContaining("x is not a"), "Show Log"]);
    expect(parts.log.lines.join("\n")).toContain("TypeError");
  });
});
