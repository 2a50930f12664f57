import { expect, test, type Frame, type Page } from "@playwright/test";
import { openSession, untilActivated, type Session } from "../../support/servedVsCode.js";
import { frameWith, runCommand, statusBarItem } from "../../support/workbench.js";

// One window for all: each test goes on where the one before it stopped.
test.describe.configure({ mode: "serial" });

let session: Session;
let page: Page;

test.beforeAll(async () => {
  session = await openSession({
    repository: process.cwd(),
    train: {
      // Small, since the whole test set goes through.
      ...{ network: "googlenet-bn", engine: "wasm", inputSize: [8, 8] },
      ...{ batchSize: 32, maxSteps: 6, checkpointEvery: 3 },
    },
    viewport: { width: 1280, height: 720 },
  });
  page = session.page;
  await untilActivated(session);
});

test.afterEach(async ({}, info) => {
  if (info.status === info.expectedStatus) return;
  await info.attach("window.png", { body: await page.screenshot(), contentType: "image/png" });
  await info.attach("logs.txt", { body: await session.lastWords(), contentType: "text/plain" });
});

test.afterAll(() => session.close());

function evaluation(): Promise<Frame> {
  return frameWith(page, `body[data-page="evaluation"] h1`, 60_000);
}

test("evaluates a run that has ended, and shows the images of a cell", async ({}, info) => {
  await expect(statusBarItem(page)).toContainText(/Finished|Stopped/u, { timeout: 240_000 });
  await runCommand(page, "GoogLeNet: Show Evaluation");
  const frame = await evaluation();
  await expect(frame.locator('[data-sum="examples"] dd')).toHaveText("10,000", {
    timeout: 240_000,
  });
  await expect(frame.locator(".of-run")).toContainText("weights after step 6");
  await frame.locator(".cell:not(.right)").filter({ hasText: /\d/u }).first().click();
  await expect(frame.locator(".tile img[src]").first()).toBeVisible();
  await page.screenshot({ path: info.outputPath("evaluation.png") });
});

test("sends an image into the picture, and knows its answer when it comes back", async () => {
  const frame = await evaluation();
  await frame.locator(".tile").first().click();
  await frameWith(page, `body[data-page="explorer"] [data-id="b3/3a"]`, 60_000);
  await runCommand(page, "GoogLeNet: Show Evaluation");
  // It is a new document, which asks nothing that was answered.
  const again = await evaluation();
  await expect(again.locator('[data-sum="examples"] dd')).toHaveText("10,000", { timeout: 30_000 });
  // What draws the map says how far it is: it is there, in a thread of the trainer.
  await expect(again.locator(".map .said")).toHaveText(/^Drawing the map: [1-9]|^10,000 images/u, {
    timeout: 60_000,
  });
});
