import { beforeEach, describe, expect, it, vi } from "vitest";
import { defaultRunConfig } from "../../../model/run/config.js";
import { everyPageRows } from "../../../extension/views/requests/everyPage.js";
import { explorerRows } from "../../../extension/views/requests/explorer.js";
import { metricsRows } from "../../../extension/views/requests/metrics.js";
import { pageCommands } from "../../../extension/views/requests/pageCommands.js";
import { answersOf, type RequestParts } from "../../../extension/views/requests/requestRow.js";
import { asItIs, pageCommandIds } from "../../../webview/protocol.js";
import type { HostApi, PageRequests } from "../../../webview/requests.js";
import { idleParts } from "./fakeParts.js";
import { commands, env, Uri, window, workspace } from "./fakeVscode.js";

const rows = { ...everyPageRows, ...explorerRows, ...metricsRows };

/** As a page that was taken over could call it: with anything. */
function ask(method: string, request?: unknown, parts = idleParts()): Promise<unknown> {
  const answers: HostApi<PageRequests> = answersOf<PageRequests>(rows, parts);
  return answers[method]?.(request) ?? Promise.reject(new Error(`There is no ${method}.`));
}

const svg = { name: "inception-3a.svg", encoding: "utf8", content: "<svg/>" };

beforeEach(() => {
  vi.clearAllMocks();
  window.showSaveDialog.mockImplementation(() => Promise.resolve(Uri.file("/home/picture")));
});

describe("what a page asks", () => {
  it("starts a run with the shown one's configuration and the changes", async () => {
    const start = vi.fn(() => Promise.resolve("run"));
    const parts: RequestParts = idleParts();
    const controller = { ...parts.controller, shownConfig: () => defaultRunConfig(), start };
    await ask("restartWith", { learningRate: 0.01, seed: 7 }, { ...parts, controller });
    expect(start).toHaveBeenCalledExactlyOnceWith({
      ...defaultRunConfig(),
      ...{ learningRate: 0.01, seed: 7 },
    });
  });

  it("is told by a box of VS Code where it fails", async () => {
    await expect(ask("restartWith", {})).resolves.toBeUndefined();
    expect(window.showInformationMessage).toHaveBeenCalledOnce();
    workspace.fs.writeFile.mockImplementationOnce(() => Promise.reject(new Error("full")));
    await expect(ask("save", svg)).resolves.toBe(false);
    expect(window.showErrorMessage).toHaveBeenCalledOnce();
  });

  it("saves under names that are files everywhere", async () => {
    for (const name of [
      ...[svg.name, "块 3a × 2.png", "console.svg", "nullity.png", "com.csv", "com10.csv"],
    ]) {
      await expect(ask("save", { ...svg, name })).resolves.toBe(true);
    }
    expect(workspace.fs.writeFile).toHaveBeenCalledTimes(6);
  });

  it("runs every command that a page may run", async () => {
    for (const command of pageCommandIds) {
      await ask("run", command);
      expect(commands.executeCommand).toHaveBeenLastCalledWith(pageCommands[command]);
    }
  });

  it("shows the setting of the data set's folder", async () => {
    await ask("openDataSetting");
    expect(commands.executeCommand).toHaveBeenCalledExactlyOnceWith(
      "workbench.action.openSettings",
      "googlenet.data.directory",
    );
  });

  it("is followed by the other views, and kept for the next panel", async () => {
    const parts = idleParts();
    await ask("select", "b3/3a", parts);
    await ask("askWhatIf", { ...asItIs, inputSize: 64 }, parts);
    await ask("keepView", { tab: "cost" }, parts);
    expect(parts.selection.nodeId()).toBe("b3/3a");
    expect(parts.asked.whatIf()).toEqual({ ...asItIs, inputSize: 64 });
    expect(parts.keptView.read()).toEqual({ tab: "cost" });
  });

  it("is answered with what the host has", async () => {
    await ask("copy", "a table");
    expect(env.clipboard.writeText).toHaveBeenCalledWith("a table");
    await expect(ask("readRuns")).resolves.toEqual([]);
  });

  it.each([
    ["run", "workbench.action.terminal.new"],
    ["run", "__proto__"],
    ["openDataSetting", "googlenet.python.path"],
    ["select", ""],
    ["select", { nodeId: "b1" }],
    ["ask", { inputSize: 0, unreduced: [] }],
    ["ask", { inputSize: 1e6, unreduced: [] }],
    ["ask", { inputSize: 96, unreduced: [7] }],
    ["restartWith", { epochs: 0 }],
    ["restartWith", { learningRate: Number.POSITIVE_INFINITY }],
    ["restartWith", { engine: "tensorflow" }],
    ["save", { ...svg, name: "../../.bashrc.svg" }],
    ["save", { ...svg, name: "C:\\autoexec.svg" }],
    ["save", { ...svg, name: "run.sh" }],
    ["save", { ...svg, encoding: "hex" }],
    ["copy", 3],
    ["keepView", null],
    ["keepView", { folded: "b1".repeat(20_000) }],
    ["readRuns", null],
  ])("refuses %s with %j", async (method, request) => {
    await expect(ask(method, request)).rejects.toThrow();
  });

  it.each(["CON.svg", "nul.png", "Aux.tar.png", "com1.csv", "LPT9 .json", "COM².md", "prn..svg"])(
    "refuses to save what Windows takes for a device: %s",
    async (name) => {
      await expect(ask("save", { ...svg, name })).rejects.toThrow();
    },
  );
});
