import { recordedRun } from "../support/recordedRun.js";
import { expect, test } from "./page.js";

test("a third page is a folder and a row", async ({ host, page }) => {
  host.record(recordedRun({ steps: 30 }));
  await host.open("sketch");
  await expect(page.locator("output")).toHaveText("30");
  await expect(page.locator("output")).toHaveCSS("font-style", "italic");
  await host.send(recordedRun({ steps: 31 }).slice(host.eventCount));
  await expect(page.locator("output")).toHaveText("31");
  await page.getByRole("button", { name: "Greet" }).click();
  await expect(page.locator("p")).toHaveText("Hello, page");
  await host.reload();
  await expect(page.locator("output")).toHaveText("31");
  expect(host.complaints).toEqual([]);
});
