import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test, type Frame, type Locator, type Page } from "@playwright/test";
import { openSession, untilActivated, type Session } from "../../support/servedVsCode.js";
import {
  frameWith,
  notificationWith,
  runCommand,
  startTraining,
  statusBarItem,
} from "../../support/workbench.js";

// One window for all: each test goes on where the one before it stopped.
test.describe.configure({ mode: "serial" });

const stepTimeoutMs = 120_000;

let session: Session;
let page: Page;
const violations: string[] = [];

test.beforeAll(async () => {
  session = await openSession({
    repository: process.cwd(),
    train: { batchSize: 16, statisticsEvery: 2, checkpointEvery: 4 },
    settings: { "googlenet.training.batchSize": 16, "googlenet.training.checkpointEvery": 4 },
  });
  page = session.page;
  page.on("console", (message) => {
    if (/content security policy/iu.test(message.text())) violations.push(message.text());
  });
  await untilActivated(session);
});

test.afterEach(async ({}, info) => {
  if (info.status === info.expectedStatus) return;
  await info.attach("window.png", { body: await page.screenshot(), contentType: "image/png" });
  await info.attach("logs.txt", { body: await session.lastWords(), contentType: "text/plain" });
});

test.afterAll(() => session.close());

/** The frame of the explorer; another one after a reload of the window. */
function explorer(): Promise<Frame> {
  return frameWith(page, `body[data-page="explorer"] [data-id="b3/3a"]`, stepTimeoutMs);
}

/** The header's number, such as the loss. */
async function fact(id: string): Promise<string> {
  return (await explorer()).locator(`[data-fact="${id}"] dd`).innerText();
}

async function untilPhase(phase: string): Promise<void> {
  const pill = (await explorer()).locator(".phase");
  await expect(pill).toHaveAttribute("data-phase", phase, { timeout: stepTimeoutMs });
}

test("opens the explorer and begins training by itself", async () => {
  await untilPhase("training");
  await expect.poll(() => fact("loss"), { timeout: stepTimeoutMs }).toMatch(/^\d\.\d{3}$/u);
  await expect(statusBarItem(page)).toContainText(/Training, loss \d\.\d{3}/u);
});

test("shows live statistics of the block that is clicked, and derives its numbers", async () => {
  const frame = await explorer();
  await frame.locator(`.strip [data-id="b4/4c"]`).first().click();
  const inspector = frame.locator("aside");
  await expect(inspector.locator(".inspector-title")).toHaveText("Inception 4c");
  await expect(inspector).toContainText("512 × 6 × 6");
  await inspector.getByRole("tab", { name: "Cost" }).click();
  await expect(inspector).toContainText("510,104"); // Its parameters.
  const activation = inspector.locator(`[data-live="activation"] .value`);
  await expect(activation).toHaveText(/\d/u, { timeout: stepTimeoutMs });
});

test("chooses a node in the Network view or in the diagram alike", async () => {
  const line = (name: RegExp): Locator => page.getByRole("treeitem", { name });
  // Revealed by the click in the diagram before.
  await expect(line(/^Inception 4c, 512×6×6/u)).toHaveAttribute("aria-selected", "true");
  await line(/^Inception 4a, 512×6×6/u).click();
  await expect((await explorer()).locator(".inspector-title")).toHaveText("Inception 4a");
  await (await explorer()).locator(`.strip [data-id="b4/4c"]`).first().click();
  await expect(line(/^Inception 4c, 512×6×6/u)).toHaveAttribute("aria-selected", "true");
});

test("draws the curves in the side bar", async () => {
  const metrics = await frameWith(page, `body[data-page="metrics"] svg path`, stepTimeoutMs);
  await expect(metrics.locator("body")).toContainText("Loss");
  const line = page.getByRole("treeitem", { name: /Training/u }).first();
  await expect(line).toBeVisible();
});

test("pauses and goes on", async () => {
  await runCommand(page, "GoogLeNet: Pause");
  await untilPhase("paused");
  await expect(statusBarItem(page)).toContainText("Paused");
  const held = await fact("step");
  await runCommand(page, "GoogLeNet: Resume");
  await untilPhase("training");
  await expect.poll(() => fact("step"), { timeout: stepTimeoutMs }).not.toBe(held);
});

test("answers a command that does not apply with the reason", async () => {
  await runCommand(page, "GoogLeNet: Select Engine");
  const words = await notificationWith(page, "The engine cannot change during a run.");
  expect(words).toContain("Stop it first.");
  await runCommand(page, "Notifications: Clear All Notifications");
});

test("stops with a checkpoint when the window is reloaded, and shows the run again", async () => {
  const reached = Number(await fact("step"));
  // In a browser VS Code writes what its editors keep to disk every five seconds, or later when it is busy.
  await page.waitForTimeout(2 * 5000 + 1000);
  await page.reload();
  await page.locator(".monaco-workbench").waitFor();
  await untilPhase("stopped");
  expect(Number(await fact("step"))).toBeGreaterThanOrEqual(reached);
  await expect((await explorer()).locator(".inspector-title")).toHaveText("Inception 4c");
  const card = (await explorer()).locator('section.notice[data-notice="stopped"]');
  await expect(card).toContainText(
    /closed or reloaded while the run trained; it waits at step \d+\./u,
  );
  await expect(card.locator('[data-action="resume"]')).toBeVisible();
});

test("resumes and stops with the buttons in the page", async () => {
  const reached = Number(await fact("step"));
  await (await explorer()).locator(`header [data-command="resume"]`).click();
  await expect
    .poll(async () => Number(await fact("step")), { timeout: stepTimeoutMs })
    .toBeGreaterThan(reached);
  await (await explorer()).locator(`header [data-command="stop"]`).click();
  await untilPhase("stopped");
  await expect(statusBarItem(page)).toContainText("Stopped");
});

test("tells the user when the trainer is killed", async () => {
  await startTraining(page);
  await untilPhase("training");
  const directory = (await readFile(session.workspace?.statusFile ?? "", "utf8")).trim();
  const claim = await readFile(path.join(directory, "trainer.pid"), "utf8");
  process.kill(Number.parseInt(claim, 10), "SIGKILL");
  await untilPhase("failed");
  const banner = (await explorer()).locator("section.notice").first();
  await expect(banner).toContainText("killed (SIGKILL)");
  for (const button of ["Restart", "Show Log"]) await expect(banner).toContainText(button);
  // The page says it all: a box would stand over it, and longer than it is true.
  await expect(page.locator(".notification-toast")).toHaveCount(0);
  await expect(statusBarItem(page)).toContainText("Failed");
});

test("starts the run again from the card", async () => {
  await (await explorer()).locator(`section.notice [data-action="restart"]`).click();
  await untilPhase("training");
});

test("shows a past run while another trains, and leads back to it", async () => {
  await page
    .getByRole("treeitem", { name: /Failed at step/u })
    .first()
    .click();
  await untilPhase("failed");
  await expect(statusBarItem(page)).toContainText("Training");
  const back = (await explorer()).locator(`header [data-command="showLive"]`);
  await expect(back).toHaveText("Go to the Live Run");
  await back.click();
  await untilPhase("training");
});

test("opens where it was closed", async () => {
  await (await explorer()).locator(`.strip [data-id="b5/5a"]`).first().click();
  await expect((await explorer()).locator(".inspector-title")).toHaveText("Inception 5a");
  // What the page keeps is told a moment later.
  await page.waitForTimeout(1000);
  await runCommand(page, "View: Close Editor");
  await runCommand(page, "GoogLeNet: Open Explorer");
  await expect((await explorer()).locator(".inspector-title")).toHaveText("Inception 5a");
  await runCommand(page, "GoogLeNet: Stop");
  await untilPhase("stopped");
});

test("never met the content security policy", () => {
  expect(violations).toEqual([]);
});
