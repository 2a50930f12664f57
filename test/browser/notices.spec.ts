import { killedEvent } from "../support/failedEvent.js";
import { recordedRun } from "../support/recordedRun.js";
import { expect, test } from "./page.js";

const plateau = recordedRun({ steps: 700, plateauSteps: 900 });

test("a card that is put away gives the focus to the stage", async ({ host, page }) => {
  host.record(plateau);
  await host.open("explorer");
  await page.locator('.strip [data-id="b3/3a"]').click();
  await page.locator(".notice-dismiss").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".notice")).toHaveCount(0);
  await expect(page.locator(".stage *:focus")).toHaveAttribute("data-id", "b3/3a");
});

test("a card that gives way to another gives it the focus", async ({ host, page }) => {
  host.record(plateau);
  await host.open("explorer");
  await page.locator(".notice-dismiss").focus();
  await host.send([killedEvent]);
  await expect(page.locator('[data-notice="plateau"]')).toHaveCount(0);
  await expect(page.locator('[data-notice="failure"] [data-action="restart"]')).toBeFocused();
});
