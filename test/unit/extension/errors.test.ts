import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  engineUnavailable,
  invalidSetting,
  runFailed,
  runGoesOn,
  runUnreadable,
  setupFailed,
} from "../../../extension/errors.js";
import { notify } from "../../../extension/notify.js";
import { createLog } from "./fakeParts.js";
import { commands, window } from "./fakeVscode.js";
import { nothing, says } from "../../../model/messages/message.js";

const failure = {
  ...{ message: "It broke.", reason: "NaN.", action: "Use a lower rate.", remedy: null },
};
const notStarted = { runId: "run", hasStarted: false, hasCheckpoint: false };

beforeEach(() => vi.resetAllMocks());

function titles({
  actions,
}: {
  readonly actions: readonly { readonly title: string }[];
}): string[] {
  return actions.map(({ title }) => title);
}

describe("a run that cannot be read", () => {
  it("is told by a name that cannot look like another's", () => {
    const { message } = runUnreadable("run-\u202e1", new Error("It is cut off."));
    expect(message).toContain(String.raw`The run run-\u202e1 cannot be shown.`);
  });
});

describe("a run that did not begin", () => {
  it.each([
    ["setup", ["Install TensorFlow Runtime"]],
    ["engine", ["Select Engine"]],
    ["data", ["Open Settings"]],
    ["restart", []],
    [null, []],
  ] as const)("offers what fixes it: %s", (remedy, buttons) => {
    const error = runFailed({ ...failure, remedy }, notStarted);
    expect(error.kind).toBe("cannotStart");
    expect(titles(error)).toEqual([...buttons, "Try Again", "Show Log"]);
  });
});

describe("a run that failed", () => {
  it("can be started again, and resumed where there is a checkpoint", () => {
    const without = runFailed(failure, { runId: "run", hasStarted: true, hasCheckpoint: false });
    expect(titles(without)).toEqual(["Restart", "Show Log"]);
    expect(without.message).toBe("It broke. NaN. Use a lower rate.");
    const withOne = runFailed(failure, { runId: "run", hasStarted: true, hasCheckpoint: true });
    expect(titles(withOne)).toEqual(["Resume", "Restart", "Show Log"]);
  });

  it("offers first what helps most", () => {
    const how = { runId: "run", hasStarted: true, hasCheckpoint: true };
    const anew = runFailed({ ...failure, remedy: "restart" }, how);
    expect(titles(anew)).toEqual(["Restart", "Resume", "Show Log"]);
    const elsewhere = runFailed({ ...failure, remedy: "engine" }, how);
    expect(titles(elsewhere)).toEqual(["Select Engine", "Resume", "Restart", "Show Log"]);
  });
});

describe("a run whose numbers are lost", () => {
  it("offers nothing first that would lose them again", async () => {
    const how = { runId: "run", hasStarted: true, hasCheckpoint: true, rateAgain: 0.1 };
    const error = runFailed({ ...failure, remedy: "lowerRate" }, how);
    expect(titles(error)).toEqual(["Restart with learning rate 0.1", "Show Log"]);
    window.showErrorMessage.mockResolvedValueOnce("Restart with learning rate 0.1");
    await notify(error, createLog());
    const changed = { id: "run", learningRate: 0.1 };
    expect(commands.executeCommand).toHaveBeenCalledWith("googlenet.restartRun", changed);
  });
});

describe("other errors", () => {
  it("offer to stop the run that another cannot begin beside", () => {
    expect(titles(runGoesOn())).toEqual(["Stop"]);
  });

  it("lead to the setting that names Python where it is at fault", () => {
    const error = setupFailed({ message: says("There is no pip."), remedy: "python" });
    expect(titles(error)).toEqual(["Open Settings", "Try Again", "Show Log"]);
    const full = setupFailed({
      message: says("No space is left for Python's packages"),
      remedy: null,
    });
    expect(titles(full)).toEqual(["Try Again", "Show Log"]);
  });

  it("say why an engine cannot be used, and offer what helps", () => {
    const report = {
      ...{ id: "webgpu", title: "WebGPU", available: false, deviceKind: null },
      ...{ version: "", device: "", reason: says("There is no adapter."), action: nothing },
    };
    const error = engineUnavailable(report);
    expect(error.message).toBe("WebGPU cannot be used here. There is no adapter.");
    expect(titles(error)).toEqual(["Select Engine"]);
    const installable = engineUnavailable({ ...report, remedy: "setup" });
    expect(titles(installable)).toEqual(["Install TensorFlow Runtime"]);
  });
});

describe("notify", () => {
  it("does what the chosen button says", async () => {
    window.showErrorMessage.mockResolvedValueOnce("Restart");
    await notify(
      runFailed(failure, { runId: "run", hasStarted: true, hasCheckpoint: false }),
      createLog(),
    );
    expect(commands.executeCommand).toHaveBeenCalledWith("googlenet.restartRun", { id: "run" });
  });

  it("makes no link of a value that it tells, which VS Code would run as a command", async () => {
    const trap = "[soup](command:workbench.action.terminal.new)";
    await notify(invalidSetting("googlenet.training.recipe", trap, ""), createLog());
    const shown = String(window.showErrorMessage.mock.calls[0]?.[0]);
    expect(shown).toContain("[soup] (command:");
    expect(shown).not.toContain("](");
  });

  it("logs the stack of a fault of ours and shows none", async () => {
    const log = createLog();
    await notify(new TypeError("x is not a function"), log);
    expect(log.lines.join("\n")).toMatch(/TypeError: x is not a function\n\s+at /u);
    expect(window.showErrorMessage.mock.calls[0]?.[0]).not.toContain("at ");
  });
});
