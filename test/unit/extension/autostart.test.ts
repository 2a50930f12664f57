import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  autostart,
  autostartOrRestore,
  type AutostartParts,
} from "../../../extension/commands/autostart.js";
import { grantLaunch, type LaunchGrant } from "../../../extension/settings/launchGrant.js";
import { resolveRunConfig } from "../../../extension/settings/settings.js";
import { started, step } from "./events.js";
import { createRunParts, type RunParts } from "./fakeParts.js";
import { commands, Uri, window, workspace } from "./fakeVscode.js";
import { eventually } from "../../support/eventually.js";

let folder: string;
let grant: LaunchGrant;
let parts: RunParts;
const explorer = { show: vi.fn() };

beforeEach(async () => {
  vi.clearAllMocks();
  folder = await mkdtemp(join(tmpdir(), "googlenet-autostart-"));
  vi.stubEnv("GOOGLENET_CACHE", join(folder, "cache"));
  await mkdir(join(folder, ".googlenet"));
  grant = await grantLaunch(folder);
  workspace.workspaceFolders = [{ uri: Uri.file(folder) }];
  parts = await createRunParts("complete");
});
afterEach(async () => {
  workspace.isTrusted = true;
  vi.unstubAllEnvs();
  await parts.close();
  await rm(folder, { recursive: true, force: true });
});

function autostartParts(): AutostartParts {
  const { controller, memento, log } = parts;
  return {
    ...{ controller, memento, log, subscriptions: [] },
    explorer,
  };
}

function write(text: string): Promise<void> {
  return writeFile(join(folder, ".googlenet", "autostart.json"), text);
}

/** Opens the folder, with this request of its launcher in it. */
async function open(request?: Readonly<Record<string, unknown>>): Promise<void> {
  const { secret } = grant;
  if (request !== undefined) await write(JSON.stringify({ secret, ...request }));
  await autostart(autostartParts());
}

/** The folder of the run, as the launcher is told. */
function statusOf(): Promise<string> {
  return readFile(join(folder, ".googlenet", "status"), "utf8");
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
    await open({ train: { maxSteps: 4, seed: 3 } });
    await parts.untilIdle();
    expect(explorer.show).toHaveBeenCalled();
    expect(parts.store.state().started?.config).toMatchObject({ maxSteps: 4, seed: 3 });
    const directory = parts.storage.directory(parts.store.runId() ?? "");
    await eventually(async () => expect(await statusOf()).toBe(`${directory}\n`));
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

describe("a request that is no launcher's", () => {
  it.each([
    ["has no secret", { secret: undefined }],
    ["has another secret", { secret: "a guess" }],
    ["has an empty secret", { secret: "" }],
    ["names a file to be written", { secret: undefined, statusFile: "../elsewhere" }],
  ])("begins nothing where it %s, and writes nothing", async (_, request) => {
    await open({ train: {}, ...request });
    expect(parts.store.runId()).toBeNull();
    expect(explorer.show).not.toHaveBeenCalled();
    expect(await readdir(join(folder, ".googlenet"))).toEqual(["autostart.json"]);
    expect(parts.log.lines.join()).toContain("it is not from a launcher");
    // Nor for a run that the person begins.
    await parts.controller.start(resolveRunConfig({}));
    await parts.untilIdle();
    expect(await readdir(join(folder, ".googlenet"))).toEqual(["autostart.json"]);
  });

  it("begins nothing with the secret of another folder", async () => {
    const other = join(folder, "other");
    await mkdir(other);
    const { secret } = await grantLaunch(other);
    await open({ train: {}, secret });
    expect(parts.store.runId()).toBeNull();
  });

  it("begins nothing once the launcher is gone", async () => {
    await grant.withdraw();
    await open({ train: {} });
    expect(parts.store.runId()).toBeNull();
  });

  it("begins nothing where another user could have written the secret", async () => {
    const launches = join(folder, "cache", "vscode", "launches");
    const [name = ""] = await readdir(launches);
    await chmod(join(launches, name), 0o644);
    await open({ train: {} });
    expect(parts.store.runId()).toBeNull();
  });

  it("begins nothing for a link, and does not wait for what is no file", async () => {
    await writeFile(join(folder, "request"), JSON.stringify({ secret: grant.secret }));
    const file = join(folder, ".googlenet", "autostart.json");
    await symlink(join(folder, "request"), file);
    await open();
    await rm(file);
    await mkdir(file);
    await open();
    expect(parts.store.runId()).toBeNull();
  });
});

describe("the status file", () => {
  it("takes the place of a link instead of writing where it leads", async () => {
    const victim = join(folder, "victim");
    await writeFile(victim, "precious");
    await symlink(victim, join(folder, ".googlenet", "status"));
    await open({ train: {} });
    await parts.untilIdle();
    await eventually(async () => expect(await statusOf()).toContain(parts.root));
    expect(await readFile(victim, "utf8")).toBe("precious");
  });

  it("is not written where its folder is a link to another", async () => {
    const elsewhere = join(folder, "elsewhere");
    await rename(join(folder, ".googlenet"), elsewhere);
    await symlink(elsewhere, join(folder, ".googlenet"));
    await open({ train: {} });
    await parts.untilIdle();
    await eventually(() => expect(parts.log.lines.join()).toContain("is no folder of its own"));
    expect(await readdir(elsewhere)).toEqual(["autostart.json"]);
  });
});

describe("autostartOrRestore", () => {
  it.each([
    ["that cannot be read", { trian: {} }, "autostart.json cannot be read."],
    ["that asks for what there is not", { train: { speed: 1 } }, "no option"],
  ])("tells of a file %s, and shows the last run", async (_, request, message) => {
    await write(JSON.stringify({ secret: grant.secret, ...request }));
    await writeRun("past");
    await autostartOrRestore(autostartParts(), parts.history);
    expect(window.showErrorMessage.mock.calls.flat()[0]).toContain(message);
    expect(parts.store.runId()).toBe("past");
  });

  it("shows the last run in an ordinary folder", async () => {
    await writeRun("past");
    await autostartOrRestore(autostartParts(), parts.history);
    expect(parts.store.runId()).toBe("past");
  });
});
