import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { RunEvent } from "../../../model/run/events.js";
import { checkpoint, failed, finished, started, step } from "./events.js";
import { createRunParts, type RunParts, type Scenario } from "./fakeParts.js";
import { changeSetting, commands, userSettings, window, workspace } from "./fakeVscode.js";
import { eventually } from "../../support/eventually.js";

let parts: RunParts;

beforeEach(() => {
  vi.clearAllMocks();
  userSettings.clear();
});
afterEach(async () => {
  workspace.isTrusted = true;
  await parts.close();
});

async function begin(scenario: Scenario): Promise<string> {
  parts = await createRunParts(scenario);
  return parts.controller.start(defaultRunConfig());
}

/** As the trainer records them; the fake one records nothing. */
async function writeEvents(runId: string, events: readonly RunEvent[]): Promise<void> {
  const directory = parts.storage.directory(runId);
  await mkdir(directory, { recursive: true });
  const lines = events.map((event) => JSON.stringify(event));
  await writeFile(join(directory, "events.ndjson"), `${lines.join("\n")}\n`);
}

/** The text and the buttons of the one error box. */
function box(): unknown[] {
  expect(window.showErrorMessage).toHaveBeenCalledTimes(1);
  return window.showErrorMessage.mock.calls[0] ?? [];
}

describe("RunController", () => {
  it("runs to the end and lets the trainer go", async () => {
    const directory = await begin("complete");
    expect(directory).toBe(parts.storage.directory(parts.store.runId() ?? ""));
    await parts.untilIdle();
    expect(parts.store.state().phase).toBe("finished");
    expect(parts.store.state().steps).toHaveLength(4);
    expect(window.showErrorMessage).not.toHaveBeenCalled();
  });

  it("pauses, goes on and stops", async () => {
    await begin("endless");
    const { controller, store } = parts;
    await parts.untilPhase("training");
    await controller.pause();
    await parts.untilPhase("paused");
    await controller.unpause();
    await parts.untilPhase("training");
    const stopping = controller.stop();
    expect(store.state().phase).toBe("stopping");
    await stopping;
    await parts.untilPhase("stopped");
    await parts.untilIdle();
  });

  it("refuses a second run while one goes on", async () => {
    await begin("endless");
    const again = parts.controller.start(defaultRunConfig());
    await expect(again).rejects.toThrow("A run is going on already.");
  });

  it("refuses to train in a workspace that is not trusted", async () => {
    parts = await createRunParts("complete");
    workspace.isTrusted = false;
    await expect(parts.controller.start(defaultRunConfig())).rejects.toThrow("Restricted Mode");
    expect(parts.store.state().phase).toBe("idle");
  });

  it("uses the machine as the settings say", async () => {
    userSettings.set("googlenet.threads", 2);
    userSettings.set("googlenet.tensorflow.memoryGrowth", false);
    await begin("complete");
    await parts.untilIdle();
    expect(parts.log.lines).toContain('machine {"threads":2,"xla":false,"memoryGrowth":false}');
  });

  it("refuses a setting of the machine that cannot be used, and begins no run", async () => {
    userSettings.set("googlenet.threads", -1);
    await expect(begin("complete")).rejects.toThrow(
      "googlenet.threads is -1. It must be a whole number from 0 to 1,024, 0 for automatic.",
    );
    expect(parts.store.state().phase).toBe("idle");
  });

  it("turns a killed trainer into a failed run, told once", async () => {
    await begin("killed");
    await parts.untilIdle();
    const { failure, phase, steps } = parts.store.state();
    expect(phase).toBe("failed");
    expect(steps).toHaveLength(1);
    expect(failure?.message).toBe("The trainer was killed (SIGKILL).");
    const [text, ...buttons] = box();
    expect(text).toContain("SIGKILL");
    expect(buttons).toEqual(["Restart", "Show Log"]);
  });

  it("ends a killed run where its record ends, whatever was still on its way", async () => {
    await begin("killed");
    const runId = parts.store.runId() ?? "";
    await writeEvents(runId, [started({ runId }), step(1), step(2), step(3), checkpoint(3)]);
    await parts.untilIdle();
    const { failure, steps, checkpoint: kept } = parts.store.state();
    expect([failure?.step, steps.at(-1)?.step, kept]).toEqual([3, 3, "step-3.safetensors"]);
    const line = await parts.storage.summary(runId);
    expect([line?.phase, line?.step]).toEqual(["failed", 3]);
  });

  it("has ended though its end cannot be written down, and lets another run begin", async () => {
    await begin("killed");
    const full = new Error("ENOSPC: no space left on device");
    vi.spyOn(parts.storage, "appendEvent").mockRejectedValue(full);
    await parts.untilIdle();
    expect(parts.store.state().phase).toBe("failed");
    expect(parts.log.lines.join("\n")).toContain(full.message);
    await parts.controller.start(defaultRunConfig());
    await parts.untilIdle();
  });

  it("takes an end that was written and not told for the end", async () => {
    await begin("killed");
    const runId = parts.store.runId() ?? "";
    await writeEvents(runId, [started({ runId }), step(1), finished("completed")]);
    await parts.untilIdle();
    expect(parts.store.state().phase).toBe("finished");
    expect(window.showErrorMessage).not.toHaveBeenCalled();
  });

  it("shows no box over the page that says the same, and keeps it in the log", async () => {
    await begin("killed");
    parts.screen.isExplorerSeen = true;
    await parts.untilIdle();
    expect(window.showErrorMessage).not.toHaveBeenCalled();
    expect(parts.log.lines.join("\n")).toContain("The trainer was killed (SIGKILL).");
  });

  it("does nothing by the button of a box whose run was followed by another", async () => {
    let press: (button: string) => void = () => undefined;
    window.showErrorMessage.mockReturnValueOnce(
      new Promise((resolve) => {
        press = resolve;
      }),
    );
    await begin("killed");
    await parts.untilIdle();
    parts.live.begin("another");
    press("Restart");
    await eventually(() => {
      expect(window.showInformationMessage.mock.calls[0]?.[0]).toBe(
        "That message was of an earlier run, and another one was begun since. Choose the run in the Runs view.",
      );
    });
    expect(commands.executeCommand).not.toHaveBeenCalledWith(
      "googlenet.restartRun",
      expect.anything(),
    );
  });

  it("tells a trainer that refuses apart from one that dies", async () => {
    await begin("refuses");
    await parts.untilIdle();
    expect(parts.store.state().failure?.reason).toBe("The graph has a cycle.");
    box();
  });

  it("does not take silence for success", async () => {
    await begin("silent");
    await parts.untilIdle();
    expect(parts.store.state().phase).toBe("failed");
    box();
  });

  it("takes an abandoned run for stopped, not failed", async () => {
    await begin("endless");
    await parts.untilPhase("training");
    await parts.controller.abandon();
    await parts.untilIdle();
    expect(parts.store.state().phase).toBe("stopped");
    expect(window.showErrorMessage).not.toHaveBeenCalled();
  });

  it("goes on with a run whose trainer is only just ending", async () => {
    await begin("lingering");
    await parts.untilIdle();
    const runId = parts.store.runId() ?? "";
    await writeEvents(runId, [started(), step(4), checkpoint(4)]);
    expect(await parts.storage.isClaimed(runId)).toBe(true);
    await parts.controller.resumeRun(runId);
    await parts.untilIdle();
    expect(parts.store.state().steps.at(-1)?.step).toBe(8);
  });

  it("goes on with a run of the past and keeps its curve", async () => {
    parts = await createRunParts("complete");
    const { store, controller } = parts;
    await writeEvents("past", [started(), step(4), checkpoint(4), step(5)]);
    await controller.resumeRun("past");
    await parts.untilIdle();
    expect(store.runId()).toBe("past");
    expect(Array.from(store.state().steps, ({ step }) => step)).toEqual([4, 5, 6, 7, 8]);
    expect(store.state().phase).toBe("finished");
  });

  it.each([
    ["maxSteps", null],
    ["stopped", 6],
  ] as const)(
    "goes on with a run that ended by %s with a bound of %j steps",
    async (reason, bound) => {
      parts = await createRunParts("complete");
      const config = { ...defaultRunConfig(), maxSteps: 6 };
      await writeEvents("past", [started({ config }), step(4), checkpoint(4), finished(reason)]);
      await parts.controller.resumeRun("past");
      await parts.untilIdle();
      expect(parts.store.state().started?.config.maxSteps).toBe(bound);
    },
  );

  it("goes on with the run that was asked for, also where another is shown meanwhile", async () => {
    parts = await createRunParts("complete");
    const { store, controller, history } = parts;
    await writeEvents("past", [started(), step(4), checkpoint(4)]);
    await writeEvents("other", [started({ config: { ...defaultRunConfig(), seed: 7 } }), step(9)]);
    const resuming = controller.resumeRun("past");
    await Promise.all([history.show("other"), resuming]);
    await parts.untilIdle();
    expect(store.runId()).toBe("past");
    expect(controller.shownConfig()?.seed).toBe(1);
    expect(Array.from(store.state().steps, ({ step }) => step)).toEqual([4, 5, 6, 7, 8]);
  });

  it("goes on with the engine chosen since, where another was what would help", async () => {
    parts = await createRunParts("complete");
    const engineOf = async (runId: string, last: RunEvent): Promise<string | undefined> => {
      const config = { ...defaultRunConfig(), engine: "webgpu", seed: 7 };
      await writeEvents(runId, [started({ config }), step(4), checkpoint(4), last]);
      await parts.controller.resumeRun(runId);
      await parts.untilIdle();
      expect(parts.store.state().started?.config.seed).toBe(7);
      return parts.store.state().started?.config.engine;
    };
    expect(await engineOf("unchanged", failed("engine"))).toBe("webgpu");
    changeSetting("googlenet.engine", "wasm");
    expect(await engineOf("crashed", failed("engine"))).toBe("wasm");
    expect(await engineOf("killed", failed("resume"))).toBe("webgpu");
  });

  it("says which setting is wrong before it goes on with another engine", async () => {
    parts = await createRunParts("complete");
    await writeEvents("past", [started(), step(4), checkpoint(4), failed("engine")]);
    changeSetting("googlenet.engine", 5);
    await expect(parts.controller.resumeRun("past")).rejects.toThrow("googlenet.engine is 5.");
    expect(parts.store.runId()).toBeNull();
  });

  it("records the end that the trainer could not record", async () => {
    await begin("endless");
    await parts.untilPhase("training");
    const { storage, store } = parts;
    const runId = store.runId() ?? "";
    await writeEvents(runId, [started(), step(1)]);
    const claim = await readFile(join(storage.directory(runId), "trainer.pid"), "utf8");
    process.kill(Number.parseInt(claim, 10), "SIGKILL");
    await parts.untilIdle();
    const events = await storage.follow(runId).read();
    expect(events.at(-1)?.kind).toBe("failed");
    expect(await storage.isClaimed(runId)).toBe(false);
  });
});
