import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Memento } from "vscode";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { pathSettings } from "../../../extension/manifest.js";
import { ProgramConsent } from "../../../extension/settings/programConsent.js";
import { readPythonPath } from "../../../extension/settings/settings.js";
import { defaultMachine } from "../../../model/machine/machineSettings.js";
import { askingFirst } from "../../../extension/trainer/askingFirst.js";
import { createLog, createMemento, fakeLauncher } from "./fakeParts.js";
import { Uri, userSettings, window, workspace, workspaceSettings } from "./fakeVscode.js";

const id = pathSettings.python;
let memento: Memento;

beforeEach(() => {
  vi.clearAllMocks();
  memento = createMemento();
  workspace.workspaceFolders = [{ uri: Uri.file("/project") }];
});
afterEach(() => {
  userSettings.clear();
  workspaceSettings.clear();
  workspace.workspaceFolders = [];
  window.showWarningMessage.mockResolvedValue(undefined);
});

/** The Python that is used, in a window that was just opened. */
function python(): Promise<string> {
  return new ProgramConsent(memento).python(readPythonPath());
}

function answer(button: string | undefined): void {
  window.showWarningMessage.mockResolvedValue(button);
}

it("asks about a program that the workspace names, once, by its full path", async () => {
  workspaceSettings.set(id, "./tools/python");
  answer("Run It");
  expect(await python()).toBe("/project/tools/python");
  expect(await python()).toBe("/project/tools/python");
  expect(window.showWarningMessage).toHaveBeenCalledOnce();
  const [, options] = window.showWarningMessage.mock.calls[0] ?? [];
  expect(options).toMatchObject({ modal: true });
  expect((options as { detail: string }).detail).toMatch(/^\/project\/tools\/python\n/u);
});

it("asks again where the workspace names another", async () => {
  workspaceSettings.set(id, "/first");
  answer("Run It");
  await python();
  workspaceSettings.set(id, "/second");
  answer(undefined);
  expect(await python()).toBe("");
  expect(window.showWarningMessage).toHaveBeenCalledTimes(2);
});

it("uses the person's own where they do not let it run, without asking twice in a window", async () => {
  userSettings.set(id, "/mine");
  workspaceSettings.set(id, "/theirs");
  const consent = new ProgramConsent(memento);
  for (let time = 0; time < 2; time += 1) {
    expect(await consent.python(readPythonPath())).toBe("/mine");
  }
  expect(window.showWarningMessage).toHaveBeenCalledOnce();
  answer("Run It");
  expect(await python()).toBe("/theirs");
});

it("asks once for several that ask at the same time", async () => {
  workspaceSettings.set(id, "/theirs");
  answer("Run It");
  const consent = new ProgramConsent(memento);
  const asked = [consent.python("/theirs"), consent.python("/theirs")];
  expect(await Promise.all(asked)).toEqual(["/theirs", "/theirs"]);
  expect(window.showWarningMessage).toHaveBeenCalledOnce();
});

it("does not ask about the person's own setting, or where nothing is named", async () => {
  expect(await python()).toBe("");
  userSettings.set(id, "python3.12");
  expect(await python()).toBe("python3.12");
  workspaceSettings.set(id, "python3.12");
  expect(await python()).toBe("python3.12");
  expect(window.showWarningMessage).not.toHaveBeenCalled();
});

it("finds out where on PATH a name alone leads, but not in a relative folder of it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "googlenet-consent-"));
  const program = join(folder, "snake");
  await writeFile(program, "");
  await chmod(program, 0o755);
  vi.stubEnv("PATH", `.:./bin:${folder}`);
  workspaceSettings.set(id, "snake");
  answer("Run It");
  expect(await python()).toBe(program);
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

it("shows signs that would make a path look like another", async () => {
  workspaceSettings.set(id, "/usr/bin/\u202enohtyp");
  await python();
  const [, options] = window.showWarningMessage.mock.calls[0] ?? [];
  expect((options as { detail: string }).detail).toContain("/usr/bin/\\u{202e}nohtyp");
});

it("keeps a trainer from being told of a Python before the answer", async () => {
  const told: string[] = [];
  const launch = askingFirst(fakeLauncher("complete", createLog()), (asked) => {
    told.push(asked);
    return Promise.resolve("/chosen");
  });
  const trainer = launch({ onEvents: () => undefined, onSetupProgress: () => undefined });
  const reports = await trainer.api.engines("/named", defaultMachine);
  expect(told).toEqual(["/named"]);
  expect(reports.length).toBeGreaterThan(0);
  await trainer.stop();
});
