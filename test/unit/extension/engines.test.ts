import { beforeEach, describe, expect, it, vi } from "vitest";
import { engineItems, selectEngine } from "../../../extension/engines/enginePick.js";
import type { EngineReport } from "../../../model/machine/engineReport.js";
import { createLog, fakeLauncher } from "./fakeParts.js";
import { userSettings, window } from "./fakeVscode.js";
import { nothing, says } from "../../../model/messages/message.js";

const wasm: EngineReport = {
  ...{ id: "wasm", title: "WASM", available: true, version: "1", device: "CPU, 2 threads" },
  ...{ deviceKind: "cpu", reason: says("Always there."), action: nothing },
};
const tensorflow: EngineReport = {
  ...{ id: "tensorflow", title: "TensorFlow", available: false, version: "", device: "" },
  ...{
    deviceKind: null,
    reason: says("Its library is missing."),
    action: says("Install the TensorFlow runtime."),
    remedy: "setup",
  },
};

beforeEach(() => {
  vi.resetAllMocks();
  userSettings.clear();
});

describe("engineItems", () => {
  it("says what the automatic choice is and why an engine cannot be used", () => {
    const items = engineItems([tensorflow, wasm], "auto");
    expect(items.map(({ label, description }) => [label, description])).toEqual([
      ["$(check) Automatic", "now WASM"],
      ["TensorFlow", "not available"],
      ["WASM", "1, CPU, 2 threads"],
    ]);
    expect(items[1]?.detail).toBe("Its library is missing. Install the TensorFlow runtime.");
  });

  it("is a GPU rather than the processor, and no GPU in software", () => {
    const shaders = { ...wasm, id: "webgpu", title: "WebGPU" };
    const automatic = (deviceKind: "gpu" | "software") =>
      engineItems(
        [
          { ...wasm, id: "a" },
          { ...shaders, deviceKind },
        ],
        "auto",
      )[0]?.description;
    expect(automatic("gpu")).toBe("now WebGPU");
    expect(automatic("software")).toBe("now WASM");
  });

  it("says so where nothing can train", () => {
    expect(engineItems([tensorflow], "auto")[0]?.detail).toBe("No engine can be used here.");
  });
});

describe("selectEngine", () => {
  it("keeps the choice in the settings", async () => {
    window.showQuickPick.mockImplementationOnce(
      (async (items: Promise<unknown[]>) => (await items)[1]) as never,
    );
    expect(await selectEngine(fakeLauncher("complete", createLog()))).toBe(true);
    expect(userSettings.get("googlenet.engine")).toBe("fake");
  });

  it("offers to install what an engine lacks", async () => {
    const item = engineItems([tensorflow], "auto")[1];
    window.showQuickPick.mockResolvedValueOnce(item);
    await expect(selectEngine(fakeLauncher("complete", createLog()))).rejects.toMatchObject({
      what: "TensorFlow cannot be used here.",
      actions: [{ title: "Install TensorFlow Runtime", command: "googlenet.installRuntime" }],
    });
    expect(userSettings.has("googlenet.engine")).toBe(false);
  });
});
