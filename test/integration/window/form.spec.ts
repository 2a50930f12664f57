import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { openSession, type Session } from "../../support/servedVsCode.js";
import { runCommand } from "../../support/workbench.js";

/** On a machine that remembers nothing and where TensorFlow was never set up. */
let cache: string;
test.beforeEach(async () => {
  cache = await mkdtemp(path.join(tmpdir(), "googlenet-cache-"));
});
test.afterEach(() => rm(cache, { recursive: true }));

test("the form says how long a run takes", async ({}, info) => {
  const session: Session = await openSession({
    repository: process.cwd(),
    viewport: { width: 1280, height: 720 },
    // So that the steps of the trial are short.
    settings: { "googlenet.training.batchSize": 8 },
    environment: { ...process.env, GOOGLENET_CACHE: cache, GOOGLENET_TENSORFLOW: "" },
  });
  const { page } = session;
  try {
    await runCommand(page, "GoogLeNet: Train");
    const first = page.locator(".quick-input-list .monaco-list-row").first();
    await expect(first).toContainText("Start training");
    await expect(first).toContainText("a guess", { timeout: 60_000 });
    await page.screenshot({ path: info.outputPath("guess.png") });
    await expect(first).toContainText("tried just now", { timeout: 120_000 });
    await expect(first).toContainText(/10 epochs · batch 8 · about \d/u);
    await expect(first).toHaveClass(/focused/u);
    await page.screenshot({ path: info.outputPath("tried.png") });
    // One more look is one key away, and the time is known at once.
    await page.keyboard.press("Escape");
    await runCommand(page, "GoogLeNet: Train");
    await expect(first).toContainText("tried just now", { timeout: 30_000 });
    await page.keyboard.press("Escape");
  } finally {
    await session.close();
  }
});
