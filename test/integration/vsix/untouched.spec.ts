import path from "node:path";
import { expect, test, type Frame, type Page } from "@playwright/test";
import { openUntouched, type UntouchedVsCode } from "../../support/untouchedVsCode.js";
import { frameWith, runCommand, startTraining, statusBarItem } from "../../support/workbench.js";

// One window for all: each test goes on where the one before it stopped.
test.describe.configure({ mode: "serial" });

const patienceMs = 120_000;

let opened: UntouchedVsCode;
let page: Page;

test.beforeAll(async () => {
  opened = await openUntouched(process.cwd(), { width: 1600, height: 1000 });
  page = opened.page;
});

test.afterEach(async ({}, info) => {
  const file = path.join(info.project.outputDir, `${info.title.replaceAll(/\W+/gu, "-")}.png`);
  await page.screenshot({ path: file });
  await info.attach("window.png", { path: file, contentType: "image/png" });
});

test.afterAll(() => opened.close());

function explorer(): Promise<Frame> {
  return frameWith(page, `body[data-page="explorer"] [data-id="b3/3a"]`, patienceMs);
}

async function train(): Promise<void> {
  await startTraining(page);
  await untilPhase("training");
}

async function untilPhase(phase: string): Promise<void> {
  const pill = (await explorer()).locator(".phase");
  await expect(pill).toHaveAttribute("data-phase", phase, { timeout: patienceMs });
}

const sideBar = "#workbench\\.parts\\.sidebar";

test("is installed into a window as everybody has it, with its column at the right", async () => {
  await runCommand(page, "Workspaces: Manage Workspace Trust");
  await page.getByRole("button", { name: "Trust", exact: true }).click();
  await page.getByText("You trust this folder").waitFor();
  await runCommand(page, "View: Close Editor");
  await expect(page.getByText("You trust this folder")).toHaveCount(0);
  await expect(page.locator("#workbench\\.parts\\.auxiliarybar")).toBeVisible();
});

test("trains at once, without any set-up", async () => {
  await train();
  const frame = await explorer();
  const loss = frame.locator(`[data-fact="loss"] dd`);
  await expect(loss).toHaveText(/^\d\.\d{3}/u, { timeout: patienceMs });
  await expect
    .poll(async () => Number(await frame.locator(`[data-fact="step"] dd`).innerText()), {
      timeout: patienceMs,
    })
    .toBeGreaterThan(2);
  await expect(statusBarItem(page)).toContainText(/Training, loss \d\.\d{3}/u);
});

test("shows the curves at the first run, and leaves the focus where it was", async () => {
  const metrics = await frameWith(page, `body[data-page="metrics"] svg path`, patienceMs);
  await expect(page.locator(sideBar)).toBeVisible();
  expect(await metrics.evaluate(() => document.hasFocus())).toBe(false);
  const part = await page.evaluate(() => document.activeElement?.closest(".part")?.id ?? "");
  expect(part).not.toContain("sidebar");
});

test("leaves the side bar closed at the next run of a person who has closed it", async () => {
  await runCommand(page, "GoogLeNet: Stop");
  await untilPhase("stopped");
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await expect(page.locator(sideBar)).toBeHidden();
  await train();
  // It would have opened as the run began.
  await expect(statusBarItem(page)).toContainText("loss", { timeout: patienceMs });
  await expect(page.locator(sideBar)).toBeHidden();
  await runCommand(page, "GoogLeNet: Stop");
  await untilPhase("stopped");
});
