import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { longUnless } from "../../support/length.js";
import { openSession, untilActivated, type Session } from "../../support/servedVsCode.js";
import { notificationWith, runCommand } from "../../support/workbench.js";

// One window for all: each test goes on where the one before it stopped.
test.describe.configure({ mode: "serial" });

let session: Session;
let page: Page;
let stranger: string;
let victim: string;
let traces: string;

/** Leaves a trace when it is run, and is no Python. */
const program = (file: string): string => `#!/bin/sh\necho run >> '${file}'\nexit 1\n`;

/** Somebody's repository, as it might be cloned and opened in the VS Code that `npm start` serves. */
async function writeStranger(): Promise<void> {
  const files = {
    ".googlenet/autostart.json": JSON.stringify({ train: { maxSteps: 2 }, statusFile: victim }),
    ".vscode/settings.json": JSON.stringify({ "googlenet.python.path": "./tools/python" }),
    "tools/python": program(traces),
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(stranger, file)), { recursive: true });
    await writeFile(path.join(stranger, file), text);
  }
  await chmod(path.join(stranger, "tools", "python"), 0o755);
  await writeFile(victim, "precious");
}

async function wasRun(): Promise<boolean> {
  return (await readFile(traces, "utf8").catch(() => "")) !== "";
}

test.beforeAll(async () => {
  session = await openSession({ repository: process.cwd() });
  page = session.page;
  stranger = path.join(session.folder, "stranger");
  victim = path.join(session.folder, "victim");
  traces = path.join(session.folder, "traces");
  await writeStranger();
});

test.afterEach(async ({}, info) => {
  if (info.status === info.expectedStatus) return;
  await info.attach("window.png", { body: await page.screenshot(), contentType: "image/png" });
  await info.attach("logs.txt", { body: await session.lastWords(), contentType: "text/plain" });
});

test.afterAll(() => session.close());

test("trusts the folder that it was started for, without a question", async () => {
  await runCommand(page, "GoogLeNet: Open Explorer");
  await untilActivated(session);
  await expect(page.locator(".monaco-dialog-box")).toHaveCount(0);
  await expect(page.getByText("Restricted Mode")).toHaveCount(0);
});

for (const trick of ["folder", "workspace"]) {
  test(
    `trusts nothing else that the address names beside that folder (${trick})`,
    longUnless(trick === "folder"),
    async () => {
      const other = path.join(session.folder, `other-${trick}`);
      await mkdir(other);
      const address = session.served.address(session.folder);
      await page.goto(`${address}&${trick}=${encodeURIComponent(other)}`);
      await expect(page.getByText("Restricted Mode").first()).toBeVisible({ timeout: 60_000 });
    },
  );
}

test("asks before it trusts another folder", async () => {
  await page.goto(session.served.address(stranger));
  const dialog = page.locator(".monaco-dialog-box");
  await expect(dialog).toContainText("trust the authors", { timeout: 60_000 });
  await dialog.getByRole("button", { name: /^Yes/u }).click();
  await expect(dialog).toHaveCount(0);
});

test("begins no run for a request of the folder's own, and writes nothing", async () => {
  await untilActivated(session);
  await expect.poll(() => session.lastWords()).toContain("it is not from a launcher");
  expect(await readFile(victim, "utf8")).toBe("precious");
  expect(await readdir(path.join(stranger, ".googlenet"))).toEqual(["autostart.json"]);
  expect(await wasRun()).toBe(false);
});

test("asks before it runs a program that the folder names, by its full path", async () => {
  await runCommand(page, "GoogLeNet: Select Engine");
  const dialog = page.locator(".monaco-dialog-box");
  await expect(dialog).toContainText(path.join(stranger, "tools", "python"), { timeout: 60_000 });
  expect(await wasRun()).toBe(false);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator(".quick-input-list .monaco-list-row").first()).toBeVisible({
    timeout: 60_000,
  });
  expect(await wasRun()).toBe(false);
  await page.keyboard.press("Escape");
});

test("runs it when the person says so, and then asks no more", async () => {
  await page.reload();
  await untilActivated(session);
  await runCommand(page, "GoogLeNet: Check Engines");
  const dialog = page.locator(".monaco-dialog-box");
  await dialog.getByRole("button", { name: "Run It" }).click();
  await expect.poll(wasRun, { timeout: 60_000 }).toBe(true);
  await notificationWith(page, /WebAssembly: correct/u);
  await page.reload();
  await untilActivated(session);
  await runCommand(page, "GoogLeNet: Select Engine");
  await expect(page.locator(".quick-input-list .monaco-list-row").first()).toBeVisible({
    timeout: 60_000,
  });
  await expect(dialog).toHaveCount(0);
});
