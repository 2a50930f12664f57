import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { openSession, type Session } from "../../support/servedVsCode.js";
import { frameWith, runCommand, statusBarItem } from "../../support/workbench.js";

// One window for all, of a person who has never trained.
test.describe.configure({ mode: "serial" });

/** On a machine that remembers nothing and where TensorFlow was never set up. */
let cache: string;
let session: Session;
let page: Page;

test.beforeAll(async () => {
  cache = await mkdtemp(path.join(tmpdir(), "googlenet-cache-"));
  session = await openSession({
    repository: process.cwd(),
    viewport: { width: 1280, height: 720 },
    // So that the steps of the trial are short.
    settings: { "googlenet.training.batchSize": 8 },
    environment: { ...process.env, GOOGLENET_CACHE: cache, GOOGLENET_TENSORFLOW: "" },
  });
  page = session.page;
});

test.afterAll(async () => {
  await session.close();
  await rm(cache, { recursive: true });
});

test("the explorer opens on the run that came along, which answers", async ({}, info) => {
  await runCommand(page, "GoogLeNet: Open Explorer");
  const frame = await frameWith(page, `body[data-page="explorer"] [data-id="b3/3a"]`, 60_000);
  await expect(frame.locator(".phase")).toHaveAttribute("data-phase", "sample");
  await expect(frame.locator('[data-fact="test"] dd')).toHaveText(/^0\.\d{3}/u);
  await expect(statusBarItem(page)).toContainText("Sample");
  await frame.getByRole("button", { name: "Send an image through the network" }).click();
  const bar = frame.getByRole("region", { name: "Image" });
  await expect(bar.getByRole("img")).toHaveAttribute("alt", "Ankle boot, test image 0");
  await expect(bar.locator(".likeliest li").first()).toHaveText(/^Ankle boot\d+\.\d.%/u);
  await expect(frame.locator(".stage [data-map] ").first()).toHaveAttribute("href", /^data:image/u);
  await page.screenshot({ path: info.outputPath("sample.png") });
});

test("the form says how long a run takes", async ({}, info) => {
  await runCommand(page, "GoogLeNet: Train");
  const first = page.locator(".quick-input-list .monaco-list-row").first();
  await expect(first).toContainText("Start training");
  await expect(first).toContainText("a guess", { timeout: 60_000 });
  await page.screenshot({ path: info.outputPath("guess.png") });
  await expect(first).toContainText("tried just now", { timeout: 240_000 });
  await expect(first).toContainText(/10 epochs · batch 8 · about \d/u);
  await expect(first).toHaveClass(/focused/u);
  await page.screenshot({ path: info.outputPath("tried.png") });
  // One more look is one key away, and the time is known at once.
  await page.keyboard.press("Escape");
  await runCommand(page, "GoogLeNet: Train");
  await expect(first).toContainText("tried just now", { timeout: 30_000 });
  await page.keyboard.press("Escape");
});
