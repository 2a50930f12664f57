import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Frame } from "@playwright/test";
import type { Session } from "../../support/servedVsCode.js";
import { frameWith, notificationWith, runCommand } from "../../support/workbench.js";
import { test } from "./session.js";

const block = '[data-id="b3/3a"]';

function explorerOf({ page }: Session): Promise<Frame> {
  return frameWith(page, `.strip ${block}`, 60_000);
}

async function step(explorer: Frame): Promise<number> {
  return Number(await explorer.locator('[data-fact="step"] dd').innerText());
}

test("the server answers nobody without the token", async ({ session }) => {
  const address = new URL(session.served.address(session.folder));
  address.searchParams.delete("tkn");
  const { status } = await fetch(address);
  expect(status).toBe(403);
});

test("the explorer opens and the run goes on by itself", async ({ session }) => {
  const explorer = await explorerOf(session);
  await expect(explorer.locator(".phase")).toHaveAttribute("data-phase", "training", {
    timeout: 120_000,
  });
  const before = await step(explorer);
  await expect.poll(() => step(explorer), { timeout: 60_000 }).toBeGreaterThan(before);
});

test("a click on a block opens its numbers, and they are alive", async ({ session }) => {
  const explorer = await explorerOf(session);
  await explorer.locator(`.strip ${block}`).first().click();
  const inspector = explorer.locator(".inspector");
  await expect(inspector).toContainText("Inception 3a");
  await expect(inspector).toContainText("163,696");
  await expect(inspector).toContainText("256 × 12 × 12");
  const live = explorer.locator(".stage");
  const before = await live.innerText();
  await expect.poll(() => live.innerText(), { timeout: 60_000 }).not.toBe(before);
});

test("commands pause the run, let it go on, and stop it with a checkpoint", async ({ session }) => {
  const explorer = await explorerOf(session);
  const phase = explorer.locator(".phase");
  await runCommand(session.page, "GoogLeNet: Pause");
  await expect(phase).toHaveAttribute("data-phase", "paused", { timeout: 30_000 });
  await runCommand(session.page, "GoogLeNet: Resume");
  await expect(phase).toHaveAttribute("data-phase", "training", { timeout: 30_000 });
  await runCommand(session.page, "GoogLeNet: Stop");
  await expect(phase).toHaveAttribute("data-phase", "stopped", { timeout: 30_000 });
});

test("a killed trainer is told in one message with a way on", async ({ session }) => {
  const { page } = session;
  const explorer = await explorerOf(session);
  const phase = explorer.locator(".phase");
  await runCommand(page, "GoogLeNet: Resume");
  await expect(phase).toHaveAttribute("data-phase", "training", { timeout: 60_000 });
  const status = await readFile(session.workspace?.statusFile ?? "", "utf8");
  const pid = Number(await readFile(path.join(status.trim(), "trainer.pid"), "utf8"));
  process.kill(pid, "SIGKILL");
  const words = await notificationWith(page, /trainer was killed/u);
  expect(words).toContain("Show Log");
  await expect(phase).toHaveAttribute("data-phase", "failed");
  await expect(explorer.locator(".notices")).toContainText("killed");
});

test("the status bar tells the phase", async ({ session }) => {
  await expect(session.page.locator(".statusbar")).toContainText("GoogLeNet: Failed");
});
