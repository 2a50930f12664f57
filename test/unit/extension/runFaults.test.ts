import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commands } from "../../../extension/commands/index.js";
import type { CommandId } from "../../../extension/manifest.js";
import { RunsTree } from "../../../extension/runs/runsTree.js";
import type { CommandParts } from "../../../extension/commands/command.js";
import { started, step } from "./events.js";
import { createRunParts, type RunParts } from "./fakeParts.js";
import { window } from "./fakeVscode.js";

let parts: RunParts;
let tree: RunsTree;

beforeEach(async () => {
  parts = await createRunParts("complete");
  tree = new RunsTree({
    storage: parts.storage,
    activeRunId: () => null,
    activeState: () => parts.live.state(),
  });
  await writeRecord("sound", `${JSON.stringify(started())}\n${JSON.stringify(step(1))}\n`);
  window.showWarningMessage.mockReset();
});
afterEach(() => parts.close());

function recordOf(id: string): string {
  return join(parts.root, id, "events.ndjson");
}

async function writeRecord(id: string, text: string): Promise<void> {
  await mkdir(join(parts.root, id), { recursive: true });
  await writeFile(recordOf(id), text);
}

const faults: Readonly<Record<string, (id: string) => Promise<void> | void>> = {
  "a folder": (id) => mkdir(recordOf(id)).then(() => undefined),
  "a broken link": (id) => symlink(join(parts.root, "nowhere"), recordOf(id)),
  "a link to itself": (id) => symlink(recordOf(id), recordOf(id)),
  // Opening it would wait for someone who writes.
  "a pipe": (id) => void execFileSync("mkfifo", [recordOf(id)]),
};

describe.each(Object.entries(faults))("a run whose record is %s", (_, make) => {
  beforeEach(async () => {
    await mkdir(join(parts.root, "broken"));
    await make("broken");
  });

  it("is listed with its reason, and takes no other run with it", async () => {
    const lines = await tree.getChildren();
    expect(lines.map(({ id }) => id)).toEqual(["sound", "broken"]);
    const item = tree.getTreeItem(lines[1]!);
    expect(item).toMatchObject({ description: "Unreadable", contextValue: "run.unreadable" });
    expect(item.tooltip).toMatch(/^The record of this run cannot be read: .+/u);
    expect((await parts.storage.curves()).map(({ id }) => id)).toEqual(["sound"]);
  });

  it("is no reason to show or begin no other", async () => {
    await parts.history.restore();
    expect(parts.store.runId()).toBe("sound");
    await parts.storage.claim("next", process.pid);
    expect(existsSync(join(parts.root, "broken"))).toBe(true);
  });

  it("is told when it is shown, and can be deleted", async () => {
    await expect(parts.history.show("broken")).rejects.toThrow("The run broken cannot be shown.");
    window.showWarningMessage.mockResolvedValue("Delete");
    await run("googlenet.deleteRun", { id: "broken" });
    expect(await readdir(parts.root)).toEqual(["sound"]);
  });
});

const foreign: Readonly<Record<string, (file: string) => Promise<unknown> | undefined>> = {
  "a folder": (file) => mkdir(file),
  "a pipe": (file) => void execFileSync("mkfifo", [file]),
  "a link to a device": (file) => symlink("/dev/zero", file),
  "a broken link": (file) => symlink(join(parts.root, "nowhere"), file),
};

describe.each(Object.entries(foreign))("a run whose claim is %s", (_, make) => {
  it("takes no other with it, and can be deleted", async () => {
    await writeRecord("broken", `${JSON.stringify(started())}\n`);
    await make(join(parts.root, "broken", "trainer.pid"));
    expect((await tree.getChildren()).map(({ id }) => id).sort()).toEqual(["broken", "sound"]);
    await parts.storage.claim("next", process.pid);
    window.showWarningMessage.mockResolvedValue("Delete");
    await run("googlenet.deleteRun", { id: "broken" });
    expect(existsSync(join(parts.root, "broken"))).toBe(false);
  });
});

describe("a record of junk", () => {
  it.each([
    ["bytes that are no text", "\0\xff\xfe".repeat(1000)],
    ["other JSON", 'null\n[]\n7\n"text"\n{"kind":null}\n{"kind":"step"}\n'],
    ["brackets without an end", `${"[".repeat(100_000)}\n`],
  ])("is that of a run that never began: %s", async (_, text) => {
    await writeRecord("junk", text);
    expect((await parts.storage.survey()).map(({ id }) => id)).toEqual(["sound"]);
    await expect(parts.history.show("junk")).rejects.toThrow("It ended before its first step.");
  });
});

describe("an id", () => {
  const ofARun = [
    ...(["googlenet.showRun", "googlenet.resumeRun", "googlenet.restartRun"] as const),
    ...(["googlenet.revealRun", "googlenet.deleteRun"] as const),
  ];
  const foreignIds = ["", ".", "..", "../other", "sound/..", "/", "a/b", "sound/", "../"];

  it.each(foreignIds)("of %j is refused by every command, and nothing is deleted", async (id) => {
    window.showWarningMessage.mockResolvedValue("Delete");
    for (const name of ofARun) {
      await expect(run(name, { id }), name).rejects.toThrow("No run was chosen.");
    }
    expect(window.showWarningMessage).not.toHaveBeenCalled();
    expect(existsSync(recordOf("sound"))).toBe(true);
  });

  it.each(foreignIds)("of %j names no folder at all", async (id) => {
    const { storage } = parts;
    expect(() => storage.directory(id)).toThrow("is not the id of a run");
    await expect(storage.remove(id)).rejects.toThrow("is not the id of a run");
    await expect(storage.summary(id)).rejects.toThrow("is not the id of a run");
    expect(existsSync(recordOf("sound"))).toBe(true);
  });

  it("is never made of a network's name that is a path", () => {
    expect(() => parts.storage.createRunId("../../home")).toThrow("is not the id of a run");
  });
});

async function run(id: CommandId, argument: unknown): Promise<void> {
  const explorer = { show: () => undefined };
  const given = { ...parts, tree, explorer } as unknown as CommandParts;
  await commands.find((command) => command.id === id)!.run(argument, given);
}
