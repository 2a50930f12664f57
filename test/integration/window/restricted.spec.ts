import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { openSession, type Session } from "../../support/servedVsCode.js";
import { frameWith, notificationWith, runCommand } from "../../support/workbench.js";

test.describe.configure({ mode: "serial" });

/** What a folder from somewhere would have this machine run and read. */
const harmful = {
  "googlenet.python.path": "./python",
  "googlenet.data.directory": "./data",
  "googlenet.engine": "tensorflow",
};
const harmless = { "googlenet.training.batchSize": 32 };

let session: Session;
let page: Page;
let probe: string;

test.beforeAll(async () => {
  probe = await writeProbe();
  session = await openSession({
    repository: process.cwd(),
    isUntrusted: true,
    train: { engine: "wasm", batchSize: 8, maxSteps: 2, inputSize: [28, 28] },
    files: { ".vscode/settings.json": JSON.stringify({ ...harmful, ...harmless }) },
    extensions: [probe],
  });
  page = session.page;
});

test.afterEach(async ({}, info) => {
  if (info.status === info.expectedStatus) return;
  await info.attach("window.png", { body: await page.screenshot(), contentType: "image/png" });
  await info.attach("logs.txt", { body: await session.lastWords(), contentType: "text/plain" });
});

test.afterAll(async () => {
  await session.close();
  await rm(probe, { recursive: true });
});

test("shows the network, and begins no run by itself", async () => {
  await runCommand(page, "GoogLeNet: Open Explorer");
  const explorer = await frameWith(page, `body[data-page="explorer"] [data-id="b3/3a"]`, 60_000);
  await expect(explorer.locator(".phase")).toHaveAttribute("data-phase", "sample");
  expect(await readStatus()).toBeNull();
});

for (const title of ["Train", "Select Engine", "Check Engines", "Install TensorFlow Runtime"]) {
  test(`answers ${title} with the reason and the way out`, async () => {
    await runCommand(page, `GoogLeNet: ${title}`);
    const words = await notificationWith(page, "Restricted Mode");
    expect(words).toContain("Engines run native code");
    expect(words).toContain("Trust the workspace first; the network can be explored without.");
    expect(words).toContain("Manage Workspace Trust");
    await runCommand(page, "Notifications: Clear All Notifications");
    // Else the next command's notification, which is alike, might be cleared with this one.
    await expect(page.locator(".notification-list-item")).toHaveCount(0);
  });
}

test("answers the page's own button alike", async () => {
  const explorer = await frameWith(page, `body[data-page="explorer"] [data-id="b3/3a"]`);
  await explorer.locator(`.run-header [data-command="train"]`).click();
  await notificationWith(page, "Restricted Mode");
});

test("does not use what the folder's settings name", async () => {
  const settings = await readSettings();
  for (const [id, value] of Object.entries(harmful)) expect(settings[id]).not.toBe(value);
  expect(settings).toMatchObject(harmless);
});

test("leads to VS Code's own page on trust, and begins the run when it is given", async () => {
  await page.getByRole("button", { name: "Manage Workspace Trust" }).click();
  await page.getByRole("button", { name: "Trust", exact: true }).click();
  await expect.poll(readStatus, { timeout: 60_000 }).toContain("googlenet");
  // Trust is no leave to run a program that only the folder's settings name.
  const dialog = page.locator(".monaco-dialog-box");
  await expect(dialog).toContainText(path.join(session.folder, "python"));
  await dialog.getByRole("button", { name: "Cancel" }).click();
  // The folder's settings hold from now on, also the data folder, which does not exist.
  const data = path.join(session.folder, "data");
  const card = (await frameWith(page, "section.notice")).locator("section.notice").first();
  await expect(card).toContainText(`The data folder ${data} cannot be found.`);
  const settings = await readSettings();
  expect(settings).toMatchObject({ ...harmful, ...harmless });
});

/** The folder of the run that the extension began by itself; null where it began none. */
async function readStatus(): Promise<string | null> {
  return readFile(session.workspace?.statusFile ?? "", "utf8").catch(() => null);
}

/** The settings as VS Code hands them to extensions here. */
async function readSettings(): Promise<Readonly<Record<string, unknown>>> {
  const file = path.join(probe, "settings.json");
  await rm(file, { force: true });
  await runCommand(page, "Probe: Write Settings");
  await expect.poll(() => readFile(file, "utf8").catch(() => "")).not.toBe("");
  return JSON.parse(await readFile(file, "utf8")) as Readonly<Record<string, unknown>>;
}

/** Another extension, which writes down the settings that ours reads. */
async function writeProbe(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "googlenet-probe-"));
  const manifest = {
    ...{ name: "probe", publisher: "test", version: "1.0.0", main: "./main.cjs" },
    engines: { vscode: "^1.95.0" },
    capabilities: { untrustedWorkspaces: { supported: true } },
    contributes: { commands: [{ command: "probe.write", title: "Probe: Write Settings" }] },
  };
  const ids = JSON.stringify(Object.keys({ ...harmful, ...harmless }));
  const code = `const { commands, workspace } = require("vscode");
const { writeFileSync } = require("node:fs");
exports.activate = () => commands.registerCommand("probe.write", () => {
  const read = (id) => [id, workspace.getConfiguration().get(id)];
  const settings = Object.fromEntries(${ids}.map(read));
  writeFileSync(__dirname + "/settings.json", JSON.stringify(settings));
});
`;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(path.join(folder, "main.cjs"), code);
  return folder;
}
