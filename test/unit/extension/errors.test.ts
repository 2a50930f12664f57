import { beforeEach, describe, expect, it, vi } from "vitest";
import { engineUnavailable, runFailed, setupFailed } from "../../../extension/errors.js";
import { notify } from "../../../extension/notify.js";
import { createLog } from "./fakeParts.js";
import { commands, window } from "./fakeVscode.js";

const notStarted = { hasStarted: false, hasCheckpoint: false };

beforeEach(() => vi.resetAllMocks());

function titles({
  actions,
}: {
  readonly actions: readonly { readonly title: string }[];
}): string[] {
  return actions.map(({ title }) => title);
}

describe("a run that did not begin", () => {
  it.each([
    [
      "TensorFlow cannot be used here.",
      "Install it: googlenet setup.",
      "Install TensorFlow Runtime",
    ],
    [`There is no engine "abacus".`, "Choose one of: auto, wasm.", "Select Engine"],
    ["The data folder /x cannot be found.", "Choose another one.", "Open Settings"],
  ])("offers what fixes it: %s", (message, action, title) => {
    const error = runFailed({ message, reason: "", action }, notStarted);
    expect(error.kind).toBe("cannotStart");
    expect(titles(error)).toEqual([title, "Try Again", "Show Log"]);
  });
});

describe("a run that failed", () => {
  const failure = { message: "It broke.", reason: "NaN.", action: "Use a lower rate." };

  it("can be started again, and resumed where there is a checkpoint", () => {
    const without = runFailed(failure, { hasStarted: true, hasCheckpoint: false });
    expect(titles(without)).toEqual(["Restart", "Show Log"]);
    expect(without.message).toBe("It broke. NaN. Use a lower rate.");
    const withOne = runFailed(failure, { hasStarted: true, hasCheckpoint: true });
    expect(titles(withOne)).toEqual(["Resume", "Restart", "Show Log"]);
  });
});

describe("other errors", () => {
  it("lead to the setting that names Python where it is at fault", () => {
    const error = setupFailed(new Error("There is no Python with pip on PATH"));
    expect(titles(error)).toEqual(["Open Settings", "Try Again", "Show Log"]);
    expect(titles(setupFailed(new Error("The disk is full")))).toEqual(["Try Again", "Show Log"]);
  });

  it("say why an engine cannot be used", () => {
    const error = engineUnavailable("WebGPU", "There is no adapter.", "");
    expect(error.message).toBe("WebGPU cannot be used here. There is no adapter.");
  });
});

describe("notify", () => {
  it("does what the chosen button says", async () => {
    window.showErrorMessage.mockResolvedValueOnce("Restart");
    const failure = { message: "It broke.", reason: "", action: "" };
    await notify(runFailed(failure, { hasStarted: true, hasCheckpoint: false }), createLog());
    expect(commands.executeCommand).toHaveBeenCalledWith("googlenet.restart");
  });

  it("logs the stack of a fault of ours and shows none", async () => {
    const log = createLog();
    await notify(new TypeError("x is not a function"), log);
    expect(log.lines.join("\n")).toMatch(/TypeError: x is not a function\n\s+at /u);
    expect(window.showErrorMessage.mock.calls[0]?.[0]).not.toContain("at ");
  });
});
