import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  autostart,
  autostartOrRestore,
  type AutostartParts,
} from "../../../extension/autostart.js";
import type { ExplorerPanel } from "../../../extension/views/explorerPanel.js";
import { started, step } from "./events.js";
import { createRunParts, type RunParts } from "./fakeParts.js";
import { commands, Uri, window, workspace } from "./fakeVscode.js";

let folder: string;
let parts: RunParts;
const explorer = { show: vi.fn() };

beforeEach(async () => {
  vi.clearAllMocks();
  folder = await mkdtemp(join(tmpdir(), "googlenet-autostart-"));
  await mkdir(join(folder, ".googlenet"));
  workspace.workspaceFolders = [{ uri: Uri.file(folder) }];
  parts = await createRunParts("complete");
});
afterEach(async () => {
  workspace.isTrusted = true;
  await parts.close();
  await rm(folder, { recursive: true, force: true });
});

function autostartParts(): AutostartParts {
  const { controller, memento } = parts;
  return {
    ...{ controller, memento, subscriptions: [] },
    explorer: explorer as unknown as ExplorerPanel,
  };
}

function write(text: string): Promise<void> {
  return writeFile(join(folder, ".googlenet", "autostart.json"), text);
}

async function open(request?: unknown): Promise<void> {
  if (request !== undefined) await write(JSON.stringify(request));
  await autostart(autostartParts());
}

async function writeRun(runId: string): Promise<void> {
  await mkdir(parts.storage.directory(runId));
  const file = join(parts.storage.directory(runId), "events.ndjson");
  await writeFile(file, `${JSON.stringify(started())}\n${JSON.stringify(step(1))}\n`);
}

describe("autostart", () => {
  it("does nothing in an ordinary folder", async () => {
    await open();
    expect(parts.store.runId()).toBeNull();
  });

  it("opens the explorer, begins the run and names its folder", async () => {
    const statusFile = join(folder, "status");
    await open({ train: { maxSteps: 4, seed: 3 }, statusFile });
    await parts.untilIdle();
    expect(explorer.show).toHaveBeenCalled();
    expect(parts.store.state().started?.config).toMatchObject({ maxSteps: 4, seed: 3 });
    const directory = parts.storage.directory(parts.store.runId() ?? "");
    await vi.waitFor(async () => expect(await readFile(statusFile, "utf8")).toBe(`${directory}\n`));
  });

  it.each([
    ["hangs", () => new Promise<never>(() => undefined)],
    ["fails", () => Promise.reject(new Error("command 'googlenet.metrics.focus' not found"))],
  ])("opens the explorer and trains also where the side bar %s", async (_, focus) => {
    commands.executeCommand.mockImplementationOnce(focus);
    await open({ train: {} });
    await parts.untilIdle();
    expect(explorer.show).toHaveBeenCalled();
    expect(parts.store.state().phase).toBe("finished");
  });

  it("does not begin again when the window is reloaded, but when the file is written anew", async () => {
    await open({ train: {} });
    await parts.untilIdle();
    const first = parts.store.runId();
    await open();
    expect(parts.store.runId()).toBe(first);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await open({ train: {} });
    await parts.untilIdle();
    expect(parts.store.runId()).not.toBe(first);
  });

  it("waits for trust", async () => {
    workspace.isTrusted = false;
    await open({ train: {} });
    expect(parts.store.runId()).toBeNull();
  });

  it("tells what is wrong with the file", async () => {
    await expect(open({ trian: {} })).rejects.toThrow("autostart.json cannot be read.");
    await expect(open({ train: { epochs: 0 } })).rejects.toThrow("epochs is 0.");
  });
});

describe("autostartOrRestore", () => {
  it.each([
    ["that cannot be read", "{", "autostart.json cannot be read."],
    ["that asks for what there is not", `{"train":{"speed":1}}`, "no option"],
  ])("tells of a file %s, and shows the last run", async (_, text, message) => {
    await write(text);
    await writeRun("past");
    await autostartOrRestore(autostartParts(), parts);
    expect(window.showErrorMessage.mock.calls.flat()[0]).toContain(message);
    expect(parts.store.runId()).toBe("past");
  });

  it("shows the last run in an ordinary folder", async () => {
    await writeRun("past");
    await autostartOrRestore(autostartParts(), parts);
    expect(parts.store.runId()).toBe("past");
  });
});
